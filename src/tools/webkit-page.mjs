/** A page of WebKitGTK, by WebDriver, with as much of Puppeteer's page as the commands of the test runner ask for. */

/** WebDriver's signs for the keys that write nothing. */
const signs = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A',
  Escape: '\uE00C', Space: '\uE00D', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Delete: '\uE017',
  ...Object.fromEntries(Array.from({length: 12}, (_, at) => [`F${at + 1}`, String.fromCharCode(0xe031 + at)])),
}; // prettier-ignore
const buttons = ['left', 'middle', 'right'];

/** Runs in the page: the elements that a reader may meet, and what the page states of each. */
const readElements = () => {
  const found = [];
  const walk = root => {
    for (const element of root.querySelectorAll('*')) {
      const {checked, disabled, required, ariaInvalid, ariaExpanded, validity, willValidate} = element;
      const described = element.getAttribute('aria-describedby')?.split(/\s+/) ?? [];
      const description = described.map(id => root.getElementById(id)?.textContent.trim()).filter(Boolean).join(' '); // prettier-ignore
      const focused = root.activeElement === element;
      const unavailable = disabled || element.ariaDisabled === 'true';
      const invalid = ariaInvalid === 'true' || (willValidate && validity?.valid === false && ariaInvalid !== 'false');
      if (element.checkVisibility({visibilityProperty: true}))
        found.push([
          element,
          {description, checked, disabled: unavailable, required, invalid, expanded: ariaExpanded, focused},
        ]);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return found;
};

export class WebKitPage {
  #driver;

  constructor(driver) {
    this.#driver = driver;
  }

  #key = (type, key) => ({type, value: signs[key] ?? key});
  #act = (type, actions) => this.#driver.performActions([{type, id: type, actions}]);
  #press = key => this.#act('key', [this.#key('keyDown', key), this.#key('keyUp', key)]);

  keyboard = {
    press: this.#press,
    down: key => this.#act('key', [this.#key('keyDown', key)]),
    up: key => this.#act('key', [this.#key('keyUp', key)]),
    type: async text => {
      for (const sign of text) await this.#press(sign);
    },
  };

  #button = (type, {button = 'left'} = {}) => ({type, button: buttons.indexOf(button)});
  #moveTo = (x, y) => ({type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y)});

  mouse = {
    move: (x, y) => this.#act('pointer', [this.#moveTo(x, y)]),
    click: (x, y, options) =>
      this.#act('pointer', [
        this.#moveTo(x, y),
        this.#button('pointerDown', options),
        this.#button('pointerUp', options),
      ]),
    down: options => this.#act('pointer', [this.#button('pointerDown', options)]),
    up: options => this.#act('pointer', [this.#button('pointerUp', options)]),
    reset: () => this.#driver.releaseActions(),
  };

  url = () => this.#driver.getUrl();
  goto = url => this.#driver.navigateTo(url);
  /** Goes to an empty page, which ends all that still runs in this one. Commands that come while it goes there would fail. */
  async leave() {
    await this.goto('about:blank');
    const isThere = () => location.href === 'about:blank' && document.readyState === 'complete';
    while (!(await this.evaluate(isThere).catch(() => false))) await new Promise(resolve => setTimeout(resolve, 20));
  }

  evaluate = (run, ...args) => this.#driver.executeScript(`return (${run}).apply(undefined, arguments)`, args);

  /** Sets the size of what the page sees; the window is larger. */
  async setViewport({width, height}) {
    const outer = await this.#driver.getWindowRect();
    const inner = await this.evaluate(() => [innerWidth, innerHeight]);
    await this.#driver.setWindowRect(null, null, width + outer.width - inner[0], height + outer.height - inner[1]);
    for (let turn = 0; turn < 50; turn++) {
      const now = await this.evaluate(() => [innerWidth, innerHeight]);
      if (now[0] === width && now[1] === height) return;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error(`WebKitGTK did not take a viewport of ${width} by ${height}.`);
  }

  /** What it cannot be told, it may be already (webkit.mjs). */
  async emulateMediaFeatures(features) {
    for (const {name, value} of features)
      if (!(await this.evaluate(query => matchMedia(query).matches, `(${name}: ${value})`)))
        throw new Error(`WebKitGTK cannot be told "${name}: ${value}" while it runs.`);
  }

  async emulateForcedColors() {
    throw new Error('WebKitGTK forces no colours.');
  }

  async emulateMediaType() {
    throw new Error('WebKitGTK cannot be told another medium.');
  }

  accessibility = {
    /** Role and name as the browser computes them; WebDriver tells no more, so the rest is what the page states. */
    snapshot: async () => {
      const children = [];
      for (const [element, stated] of await this.evaluate(readElements)) {
        const id = Object.values(element)[0];
        const role = await this.#driver.getElementComputedRole(id);
        if (role) children.push({role, name: await this.#driver.getElementComputedLabel(id), ...stated});
      }
      return {role: 'document', children};
    },
  };
}
