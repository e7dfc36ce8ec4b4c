/** The base of the ratios: the least that shows eleven scores with Lit, as it comes from npm. */
import {css, html, LitElement} from 'lit';

class BareScores extends LitElement {
  static styles = css`
    :host {
      display: block;
    }
    fieldset {
      border: 0;
    }
  `;

  render() {
    return html`<fieldset>
      <legend>How likely are you to recommend our shop to a friend?</legend>
      ${Array.from(
        {length: 11},
        (_, score) => html`<label><input type="radio" name="score" value=${score} />${score}</label>`,
      )}
    </fieldset>`;
  }
}

customElements.define('bare-scores', BareScores);
