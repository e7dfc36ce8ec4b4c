/** A page with React: what a site builds, and where its types must hold. */
import {StrictMode, useRef, useState} from 'react';
import {createRoot} from 'react-dom/client';
import type {StagepostNps as NpsElement} from 'stagepost';
import {StagepostContext, StagepostNps} from 'stagepost/react';

/** What the page heard, for the test to read. */
const heard: string[] = [];
Object.assign(globalThis, {heard});

/** The names of what props and details are made of: a wrong one fails the type test. */
function Page() {
  const [subject, setSubject] = useState<string | undefined>('our kettle');
  const [standing, setStanding] = useState('');
  const prompt = useRef<NpsElement>(null);
  return (
    <StagepostContext endpoint="/stagepost-endpoint" site="pk_react" traits={{plan: 'pro', seats: 3}}>
      <button onClick={() => setSubject('our towels')}>Towels</button>
      <button onClick={() => setSubject(undefined)}>Nothing</button>
      <button onClick={() => void prompt.current?.submit().catch(() => heard.push('refused'))}>Submit</button>
      <StagepostNps
        ref={prompt}
        survey="react"
        subject={subject}
        storage="none"
        placement="top-start"
        className="prompt"
        definition={{questions: [{id: 'score', low: {en: 'Never'}}]}}
        onStagepostBeforeShow={event => heard.push(`before-show ${event.detail.survey} ${event.cancelable}`)}
        onStagepostAnswer={({detail}) => heard.push(`answer ${detail.question} ${String(detail.value)}`)}
        onStagepostSaved={({detail}) => setStanding(`${detail.persisted} ${detail.rev.toFixed()}`)}
      />
      <output>{standing}</output>
    </StagepostContext>
  );
}

createRoot(document.querySelector('main')!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
