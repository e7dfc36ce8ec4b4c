/** Which embed files a browser fetches for a whole NPS+ prompt with two lines of HTML, sent and acknowledged. */
import {startChromium} from './engines/chromium.js';
import {startEndpoint} from './endpoint.js';
import {answerAll, findPrompt, untilState} from './nps-walk.js';
import {embedFolder, startSite} from './site.js';

export async function fetchedByFlow(): Promise<string[]> {
  const endpoint = await startEndpoint();
  const site = await startSite({folders: {'/stagepost/': embedFolder}});
  const browser = await startChromium();
  try {
    site.pages.set('/', {
      html: `<script type="module" src="/stagepost/stagepost.js" data-endpoint="${endpoint.url}" data-site="pk_demo"></script>
        <stagepost-nps survey="after-purchase"></stagepost-nps>`,
    });
    const page = await browser.newPage();
    await page.goto(`${site.url}/`);
    const prompt = await findPrompt(page);
    await answerAll(page, prompt, {score: 3, comment: 'It took too long.', email: 'ada@example.com'});
    await untilState(page, prompt, 'sent');
    const paths = site.requests.filter(({path}) => path.startsWith('/stagepost/')).map(({path}) => path.slice(11));
    return [...new Set(paths)];
  } finally {
    await browser.stop();
    await site.close();
    await endpoint.close();
  }
}
