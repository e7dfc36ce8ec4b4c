/** A map is saved as a file, with a word before anything is lost, and a file is opened in its place. */
import {expect, html, fixture} from '@open-wc/testing';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {define} from '../../src/ui/define.js';
import {smallMap} from '../support/journeys.js';
import {engine} from './engine.js';
import {settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

describe('<stagepost-journey-map> and files', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname));

  async function look(map: unknown = smallMap()) {
    const element = await fixture<StagepostJourneyMap>(
      html`<stagepost-journey-map lang="en" .map=${map}></stagepost-journey-map>`,
    );
    const root = () => element.shadowRoot!;
    const find = <E extends HTMLElement>(selector: string) => root().querySelector<E>(selector)!;
    const words = (selector: string) => find(selector)?.textContent!.replace(/\s+/g, ' ').trim() ?? `no ${selector}`;
    await waitUntil(() => find('.grid, .story'));
    find('[data-do=panel][data-key=files]').click();
    await waitUntil(() => find('[data-do=file-open]'));
    const open = (name: string, text: string, type = 'application/json') => {
      const files = new DataTransfer();
      files.items.add(new File([text], name, {type}));
      find<HTMLInputElement>('[data-do=file-open]').files = files.files;
      find('[data-do=file-open]').dispatchEvent(new Event('change', {bubbles: true}));
    };
    return {element, root, find, words, open};
  }

  /** What the page hands to the reader: names and contents. */
  function handedOver(): [string, Promise<string>][] {
    const given: [string, Promise<string>][] = [];
    const blobs = new Map<string, Blob>();
    const {createObjectURL} = URL;
    const {click} = HTMLAnchorElement.prototype;
    URL.createObjectURL = blob => {
      const url = createObjectURL.call(URL, blob);
      blobs.set(url, blob as Blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      if (this.download) given.push([this.download, blobs.get(this.href)!.text()]);
      else click.call(this);
    };
    putBack = () => {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    };
    return given;
  }
  let putBack = () => {};
  afterEach(() => putBack());

  it('asks for a file in a field that looks like the buttons beside it, and keeps the ring of a heading off the text', async () => {
    const {find, root} = await look();
    const [field, button] = [find('[data-do=file-open]'), find('[data-do=file-save]')];
    const looks = (element: Element, part?: string) => {
      const {borderRadius, fontFamily, minBlockSize} = getComputedStyle(element, part);
      return {borderRadius, fontFamily, minBlockSize};
    };
    // Only Chromium tells the style of the button in a field.
    if (engine === 'chromium') expect(looks(field, '::file-selector-button')).to.deep.equal(looks(button));
    find('#headline').focus({focusVisible: true} as FocusOptions);
    if (find('#headline').matches(':focus-visible')) expect(getComputedStyle(root().activeElement!).outlineOffset).to.equal('0px');
  }); // prettier-ignore

  it('are offered by name, and the panel can be read by everybody', async () => {
    const {element, words} = await look();
    expect(words('.panel')).to.contain('Save this map as').and.to.contain('JSON').and.to.contain('Print or PDF');
    await expect(element).to.be.accessible();
  });

  it('saves what the map is, whole', async () => {
    const given = handedOver();
    const {find, words} = await look();
    find('[data-do=file-save][data-key=json]').click();
    await waitUntil(() => words('.panel [role=status]').startsWith('Saved'));
    expect(words('.panel [role=status]')).to.equal('Saved: shop.json');
    expect(given.map(([name]) => name)).to.deep.equal(['shop.json']);
    expect(JSON.parse(await given[0]![1])).to.deep.equal(smallMap());
  });

  it('names what does not fit, and saves it only then', async () => {
    const given = handedOver();
    const {find, words, element} = await look();
    find('[data-do=file-save][data-key=mermaid]').click();
    await waitUntil(() => words('#report') === 'Mermaid journey');
    expect(words('.panel')).to.contain('do not fit into this kind of file').and.to.contain('left out');
    await waitUntil(() => element.shadowRoot!.activeElement === find('#report'), 'the focus on the losses');
    await expect(element).to.be.accessible();
    find('[data-do=file-cancel]').click();
    await settled(element);
    expect(given).to.deep.equal([]);
    find('[data-do=file-save][data-key=mermaid]').click();
    await waitUntil(() => find('[data-do=file-anyway]'));
    find('[data-do=file-anyway]').click();
    await waitUntil(() => words('.panel [role=status]').startsWith('Saved'));
    expect(given.map(([name]) => name)).to.deep.equal(['shop.mmd']);
    expect(await given[0]![1]).to.match(/^journey\n/);
  });

  for (const name of ['csv', 'xlsx', 'cjml', 'ujg', 'svg', 'png'])
    it(`saves ${name}`, async () => {
      const given = handedOver();
      const {find, words} = await look();
      find(`[data-do=file-save][data-key=${name}]`).click();
      await waitUntil(() => find('[data-do=file-anyway]') ?? words('.panel [role=status]').startsWith('Saved'));
      find('[data-do=file-anyway]')?.click();
      await waitUntil(() => words('.panel [role=status]').startsWith('Saved'), words('.panel'));
      expect(given.length).to.be.at.least(1);
      for (const [file, text] of given) {
        expect(file).to.match(/^shop\./);
        expect((await text).length).to.be.above(20);
      }
    });

  it('opens a map, but only after the reader has seen what was made of it', async () => {
    const {find, words, open, element} = await look();
    open('other.json', JSON.stringify({...smallMap(), id: 'other', title: 'Another journey'}));
    await waitUntil(() => words('#report') === 'other.json');
    expect(words('#headline')).to.equal('Buying shoes');
    expect(words('.panel')).to.contain('Another journey').and.to.contain('Everything was read as it is written.');
    await waitUntil(() => element.shadowRoot!.activeElement === find('#report'), 'the focus on the report');
    find('[data-do=file-take]').click();
    await settled(element);
    expect(words('#headline')).to.equal('Another journey');
    await waitUntil(() => element.shadowRoot!.activeElement === find('#headline'), 'the focus on the new map');
    expect(find('.panel')).to.equal(null);
  });

  it('names every place that is wrong, and keeps the map that is there', async () => {
    const {find, words, open, element} = await look();
    const bad = smallMap();
    bad.steps[0]!.stageId = 'nowhere';
    open('bad.json', JSON.stringify(bad));
    await waitUntil(() => words('#report') === 'bad.json');
    expect(words('.remarks')).to.contain('not read steps[0].stageId names the stage "nowhere"');
    expect(find('[data-do=file-take]')).to.equal(null);
    await expect(element).to.be.accessible();
    open('bad.json', '{"a": \n]');
    await waitUntil(() => words('.remarks').includes('line 2, column 1'));
    open('map.exe', 'MZ');
    await waitUntil(() => words('.panel [role=status]').includes('map.exe is of a kind that is not known'));
    expect(words('#headline')).to.equal('Buying shoes');
  });

  it('reads the files of one map together, and none of another kind among them', async () => {
    const given = handedOver();
    const {find, words} = await look();
    find('[data-do=file-save][data-key=csv]').click();
    await waitUntil(() => words('.panel [role=status]').startsWith('Saved'));
    const together = async (...more: File[]) => {
      const files = new DataTransfer();
      for (const [name, text] of given) files.items.add(new File([await text], name));
      for (const file of more) files.items.add(file);
      find<HTMLInputElement>('[data-do=file-open]').files = files.files;
      find('[data-do=file-open]').dispatchEvent(new Event('change', {bubbles: true}));
    };
    expect(given.length).to.be.above(3);
    await together();
    await waitUntil(() => words('#report').includes('shop.steps.csv'));
    expect(words('.panel')).to.contain('Buying shoes').and.to.contain('Everything was read as it is written.');
    await together(new File(['{}'], 'other.json'));
    await waitUntil(() => words('.panel [role=status]').includes('other.json is of a kind'));
  });

  it('leads back to the map that was opened', async () => {
    const {find, words, open, element} = await look();
    element.maps = [{...smallMap(), id: 'payment', title: 'Paying'}];
    await settled(element);
    open('other.json', JSON.stringify({...smallMap(), id: 'other', title: 'Another journey'}));
    await waitUntil(() => find('[data-do=file-take]'));
    find('[data-do=file-take]').click();
    await waitUntil(() => words('#headline') === 'Another journey');
    element.look({item: 'step:pay'});
    await settled(element);
    find('.detail [data-do=descend]').click();
    await waitUntil(() => words('#headline') === 'Paying');
    find('[data-do=ascend]').click();
    await waitUntil(() => words('#headline') === 'Another journey');
  });

  it('reads a file that is dropped on the map', async () => {
    const {find, words, element, root} = await look();
    find('[data-do=panel][data-key=files]').click();
    await settled(element);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([JSON.stringify({...smallMap(), title: 'Dropped'})], 'dropped.json'));
    root()
      .querySelector('.grid')!
      .dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer}));
    await waitUntil(() => words('#report') === 'dropped.json');
    expect(words('.panel')).to.contain('Dropped');
  });
});
