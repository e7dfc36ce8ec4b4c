import {storagePrefix} from '../schema/names.js';
import {BroadcastChannel} from './platform.js';
import type {Notice} from './port.js';

/** What one tab tells the others: notices of one site. */
export interface Message {
  readonly site: string;
  readonly notices: readonly Notice[];
}

export interface Channel {
  postMessage(message: Message): void;
}

/** Joins the tabs of this origin; a browser that refuses leaves each tab on its own. */
export function joinTabs(hear: (message: Message) => void): Channel {
  try {
    const channel = new BroadcastChannel(`${storagePrefix}notices`);
    channel.addEventListener('message', ({data}: MessageEvent<Message | undefined>) => {
      if (Array.isArray(data?.notices)) hear(data);
    });
    return channel;
  } catch {
    return {postMessage() {}};
  }
}
