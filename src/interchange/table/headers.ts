/** The words by which people head the columns of a steps sheet, and the rows of a matrix; English and German. */
import type {LaneKind} from '../../schema/journey-map.js';
import {plain} from '../names.js';

/** What a column tells. `lane:…` is a text lane of that kind. */
export type Field =
  | 'stage' | 'step' | 'touchpoint' | 'channel' | 'persona' | 'emotion' | 'why' | 'pain' | 'severity' | 'opportunity'
  | 'impact' | 'effort' | 'owner' | 'status' | 'kpi' | 'target' | 'moment' | 'surveyTouchpoint' | 'description'
  | 'engagement' | 'tags' | 'url' | 'direction' | 'next' | 'childMap' | 'eventName' | 'duration' | 'stageGoal'
  | 'lifecycle' | 'emotionTarget' | 'emotionLabel' | 'intensity' | 'confidence' | 'stageId' | 'stepId' | 'touchpointId'
  | 'actionsId' | 'thoughtsId' | `lane:${LaneKind}`; // prettier-ignore

const synonyms: Readonly<Partial<Record<Field, string>>> = {
  'stage':
    'stage,stages,phase,phases,section,journey stage,journey phase,stage name,phase name,stufe,abschnitt,phasen,reisephase',
  'step': 'step,steps,task,tasks,activity,step name,journey step,schritt,schritte,aufgabe,aktivität,prozessschritt',
  'touchpoint':
    'touchpoint,touchpoints,touch point,touch points,interaction,interactions,interaction point,kontaktpunkt,kontaktpunkte,berührungspunkt,berührungspunkte,touchpoint name',
  'channel': 'channel,channels,medium,kanal,kanäle,kontaktkanal',
  'persona':
    'persona,personas,actor,actors,customer,customer segment,segment,user,akteur,kunde,kundengruppe,zielgruppe',
  'emotion':
    'emotion,emotions,feeling,feelings,sentiment,score,mood,emotion score,ux rating,rating,satisfaction,experience rating,gefühl,gefühle,emotionen,stimmung,bewertung,zufriedenheit,emotional state,emotion level,experience,emotional experience,emotional journey,customer emotion,customer emotions,user emotion,user emotions,customer feeling,customer feelings,user feeling,user feelings,kundengefühl,kundenemotion',
  'why': 'why,reason,reasons,because,ux description,emotion reason,warum,grund,gründe,begründung',
  'pain':
    'pain,pains,pain point,pain points,customer pains,customer pain points,user pain points,frustration,frustrations,issue,issues,problem,problems,barrier,barriers,challenge,challenges,schmerzpunkt,schmerzpunkte,probleme,hindernis,hindernisse,frust',
  'severity': 'severity,schwere,schweregrad,pain severity,dringlichkeit',
  'opportunity':
    'opportunity,opportunities,opportunity areas,areas of opportunity,idea,improvement,improvements,solution idea,chance,chancen,verbesserung,verbesserungen,idee,potenzial,potenziale,möglichkeiten,how might we',
  'impact': 'impact,value,benefit,wirkung,auswirkung,nutzen',
  'effort': 'effort,cost to do,aufwand',
  'owner':
    'owner,owners,responsible,team,department,process owner,verantwortlich,verantwortliche,verantwortlicher,zuständig,besitzer,abteilung',
  'status': 'status,state,opportunity status,stand',
  'kpi':
    'kpi,kpis,metric,metrics,measure,measures,kennzahl,kennzahlen,messgröße,metrik,metriken,success metrics,metrics kpis,kpis metrics',
  'target': 'target,goal value,kpi target,ziel,zielwert,soll',
  'moment': 'moment of truth,moments of truth,mot,moment der wahrheit,momente der wahrheit,key moment',
  'surveyTouchpoint': 'survey touchpoint id,survey touchpoint,survey id,umfrage kontaktpunkt',
  'description': 'description,step description,beschreibung,details',
  'engagement': 'engagement,attention,aufmerksamkeit',
  'tags': 'tags,tag,labels,schlagworte,schlagwörter',
  'url': 'touchpoint url,url,link,web address',
  'direction': 'direction,richtung',
  'next': 'next,next step,next steps,nächster schritt,leads to',
  'childMap': 'child map,child map id,linked map,nested map',
  'eventName': 'event name,analytics event,event',
  'duration': 'stage duration,duration,dauer,zeitraum',
  'stageGoal': 'stage goal,phase goal,phasenziel',
  'lifecycle': 'lifecycle,lebenszyklus',
  'emotionTarget': 'emotion target,target emotion,zielemotion',
  'emotionLabel': 'emotion label,emotion word',
  'intensity': 'intensity,emotion intensity,intensität',
  'confidence': 'emotion confidence,confidence',
  'stageId': 'stage id,phase id',
  'stepId': 'step id,schritt id',
  'touchpointId': 'touchpoint id,kontaktpunkt id',
  'actionsId': 'actions id',
  'thoughtsId': 'thoughts id',
  'lane:goals':
    'goal,goals,user goal,user goals,customer goal,customer goals,objective,objectives,ziele,kundenziele,kundenziel,nutzerziele,expectations,erwartungen',
  'lane:actions':
    'action,actions,doing,user actions,customer actions,customer activities,activities,what they do,handlung,handlungen,aktion,aktionen,tut,kundenaktionen,aktivitäten',
  'lane:thoughts':
    'thought,thoughts,thinking,mindset,mindsets,customer thoughts,user thoughts,what they think,gedanke,gedanken,denkt,denken',
  'lane:quotes': 'quote,quotes,verbatim,verbatims,zitat,zitate',
  'lane:needs': 'need,needs,user needs,customer needs,bedürfnis,bedürfnisse,bedarf',
  'lane:questions': 'question,questions,frage,fragen',
  'lane:gains': 'gain,gains,pleasure points,delight,delights,highlights,gewinn,gewinne,freuden,positives',
  'lane:solutions': 'solution,solutions,lösung,lösungen,maßnahme,maßnahmen',
  'lane:evidence': 'evidence,research,beleg,belege,data sources',
  'lane:frontstage': 'frontstage,front stage,front of stage,frontstage actions,sichtbare handlungen,vor der bühne',
  'lane:backstage': 'backstage,back stage,backstage actions,unsichtbare handlungen,hinter der bühne,internal actions',
  'lane:support':
    'support,support processes,supporting processes,unterstützung,unterstützende prozesse,unterstützungsprozesse',
  'lane:systems': 'systems,system,tools,technology,it systems,systeme,it-systeme,werkzeuge,technik',
  'lane:physical-evidence': 'physical evidence,physische nachweise,sichtbare belege',
  'lane:process': 'process,processes,internal process,prozess,prozesse',
  'lane:ideas': 'ideas,ideen',
  'lane:text':
    'notes,note,comment,comments,remarks,notiz,notizen,kommentar,kommentare,bemerkung,bemerkungen,anmerkungen',
};

const fields = new Map<string, Field>();
for (const [field, words] of Object.entries(synonyms))
  for (const word of words.split(',')) fields.set(word, field as Field);

/** The scale in a header, its low and its high end: `Emotion (-2..2)`, `Rating 1 to 5`. */
export const scalePattern = /([-\u2212–]?\d+)\s*(?:\.\.\.?|…|–|-|to|bis)\s*([+]?\d+)/;
const scaleAtEnd = new RegExp(`\\s${scalePattern.source}\\s*$`);

/** A header as it is looked up: what stands in brackets, or is a scale, is a hint for people, and so are the marks around words. */
export const headerKey = (text: string): string =>
  plain(
    text
      .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
      .replace(scaleAtEnd, ' ')
      .replace(/[_/:*#.?!]+/g, ' '),
  ).replace(/ ?- ?/g, '-');

/** The field that a header names; `undefined` where it is not known. */
export function fieldOf(header: string): Field | undefined {
  const key = headerKey(header);
  return fields.get(key) ?? fields.get(key.replaceAll('-', ' '));
}

/**
 * Whom a header names in brackets: `Ana` of `Emotion (Ana)`, and with a scale of `Emotion (Ana) (1..5)` or `Emotion (Ana, 1..5)`.
 * A scale is nobody, and neither is what begins with a number.
 */
export function personaIn(header: string): string | undefined {
  const hints = [...header.matchAll(/\(([^()]+)\)/g)].flatMap(([, hint]) =>
    scalePattern.test(hint!) ? hint!.split(/[,;]/).filter(part => !scalePattern.test(part)) : hint!,
  );
  return hints
    .map(hint => hint.trim())
    .reverse()
    .find(hint => hint && !/^\d/.test(hint));
}
