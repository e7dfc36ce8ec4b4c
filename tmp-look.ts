import '/src/define/journey-map.ts';
import {trialToBe} from '/stories/support/to-be.ts';
const get = async (n: string) => (await fetch(`/src/templates/${n}.json?raw`)).json();
(async () => {
  const q = new URLSearchParams(location.search);
  const names = ['shop', 'support-case', 'membership', 'onboarding'];
  const trial = await (await fetch('/maps/software-trial.json')).json();
  const others = await Promise.all(names.map(async n => (await fetch(`/maps/${n}.json`)).json()));
  if (q.get('dark')) { document.documentElement.style.colorScheme = 'dark'; document.body.style.background = '#0e1116'; document.body.style.color='#eee'; }
  document.body.style.fontFamily = 'system-ui';
  const e: any = document.createElement('stagepost-journey-map');
  if (q.get('rtl')) { document.documentElement.lang = ''; document.documentElement.dir = 'rtl'; }
  e.map = q.get('one') ? trial : q.get('rollup') ? trial : trialToBe(trial);
  e.maps = q.get('rollup') ? [...others, {id: 'broken', title: 'B'}] : [trial];
  if (q.get('none')) { e.maps = others; e.map = trial; }
  document.querySelector('#p')!.append(e);
})();
