/** German texts of what a check of a map finds. */
import type {LintTexts} from '../journey-map/words.js';

export const lint: LintTexts = {
  levels: {warning: 'Warnung', hint: 'Hinweis'},
  zones: {peripheral: 'außer Reichweite', external: 'von anderen betrieben', internal: 'in eigener Hand'},
  rules: {
    'no-objectives': {
      title: 'Kein Zweck genannt',
      what: 'Die Map sagt nicht, wozu sie dient.',
      why: 'Ohne Ziel weiß niemand, welche Erkenntnisse wichtig sind.',
      remedy: 'Nennen Sie ein bis drei Ziele: Was soll dank dieser Map anders werden?',
    },
    'no-persona': {
      title: 'Keine Persona',
      what: 'Die Map sagt nicht, um wessen Journey es geht.',
      why: 'Eine Journey für alle passt zu niemandem: Bedürfnisse und Gefühle sind von Mensch zu Mensch verschieden.',
      remedy: 'Nennen Sie mindestens eine Persona mit Zielen und Bedürfnissen.',
    },
    'review-passed': {
      title: 'Prüfung ist fällig',
      what: 'Die Map hätte bis {date} geprüft werden sollen.',
      why: 'Eine Map, die lange niemand angesehen hat, beschreibt einen Service, den es so nicht mehr gibt.',
      remedy: 'Gehen Sie sie mit dem Team durch, und legen Sie den nächsten Termin zur Prüfung fest.',
    },
    'live-no-owner': {
      title: 'Gültig, aber niemand zuständig',
      what: 'Die Map ist gültig, und niemand ist für sie zuständig.',
      why: 'Nach einer gültigen Map wird gehandelt; jemand muss Fragen dazu beantworten und sie aktuell halten.',
      remedy: 'Nennen Sie, wer für die Map zuständig ist, oder machen Sie sie wieder zum Entwurf.',
    },
    'live-no-date': {
      title: 'Gültig, aber ohne Datum',
      what: 'Die Map ist gültig und sagt nicht, wann sie zuletzt geändert wurde.',
      why: 'Wer sie liest, weiß nicht, wie alt sie ist.',
      remedy: 'Geben Sie den Tag der letzten Änderung an.',
    },
    'stage-no-need': {
      title: 'Phasen ohne Bedürfnis',
      what: 'Die Phase „{name}“ sagt nicht, was die Menschen darin wollen.',
      why: 'Eine Phase gibt es, weil Menschen etwas wollen; was keinem Bedürfnis dient, wird vielleicht nicht gebraucht.',
      remedy: 'Geben Sie der Phase ein Ziel, oder schreiben Sie zu einem ihrer Schritte in eine Zeile für Ziele oder Bedürfnisse, was gebraucht wird.',
    },
    'touchpoint-no-owner': {
      title: 'Touchpoints, für die niemand zuständig ist',
      what: 'Für den Touchpoint „{name}“ ist niemand zuständig.',
      why: 'Wofür niemand zuständig ist, das verbessert auch niemand.',
      remedy: 'Nennen Sie, wer für den Touchpoint, seinen Schritt oder seine Phase zuständig ist. Wer für die Map zuständig ist, kümmert sich nur um die Map.',
    },
    'zone-uncovered': {
      title: 'Bereiche ohne Touchpoint',
      what: 'Kein Touchpoint liegt im Bereich „{zone}“.',
      why: 'Man begegnet uns auch da, wo wir nicht sind: in Bewertungen, bei anderen Händlern, im Freundeskreis.',
      remedy: 'Suchen Sie dort nach Touchpoints, und geben Sie den Kanälen ihren Bereich; gibt es keine, lassen Sie es so.',
    },
    'assumption-unchecked': {
      title: 'Nie überprüfte Annahmen',
      what: '„{name}“ ist angenommen und durch nichts belegt.',
      why: 'Was ein Team über seine Kundschaft glaubt, ist oft falsch und sieht auf einer Map wie Wissen aus.',
      remedy: 'Fragen Sie nach, beobachten oder messen Sie; nennen Sie die Quelle, und geben Sie an, wie gut es nun belegt ist.',
    },
    'emotion-unexplained': {
      title: 'Schlechte Gefühle ohne Grund',
      what: 'Bei „{name}“ sind Menschen unzufrieden, und die Map sagt nicht, warum.',
      why: 'An einem Gefühl ohne Grund lässt sich nichts ändern.',
      remedy: 'Schreiben Sie den Grund dazu, oder ergänzen Sie den Pain Point dahinter.',
    },
    'pain-unanswered': {
      title: 'Schwere Pain Points ohne Antwort',
      what: 'Keine Chance antwortet auf „{name}“; eine verworfene zählt nicht.',
      why: 'Die Schwere ist 4 oder 5 von 5.',
      remedy: 'Ergänzen Sie eine Chance, die den Pain Point nennt, oder nennen Sie ihn in einer vorhandenen.',
    },
    'opportunity-no-owner': {
      title: 'Arbeit, für die niemand zuständig ist',
      what: '„{name}“ ist geplant oder in Arbeit, und niemand ist dafür zuständig.',
      why: 'Wofür niemand zuständig ist, das wird nicht fertig.',
      remedy: 'Nennen Sie, wer zuständig ist, oder machen Sie die Chance wieder zum Kandidaten.',
    },
    'opportunity-no-due': {
      title: 'Arbeit ohne Termin',
      what: '„{name}“ ist geplant oder in Arbeit, und es ist kein Termin genannt.',
      why: 'Niemand kann sagen, ob es sich verspätet.',
      remedy: 'Nennen Sie den Tag, an dem es da sein soll.',
    },
    'opportunity-overdue': {
      title: 'Überfällig',
      what: '„{name}“ sollte schon da sein.',
      why: 'Der Termin ist vorbei, und dem Status nach ist es nicht fertig.',
      remedy: 'Setzen Sie den Status, der stimmt, oder vereinbaren Sie einen neuen Termin.',
    },
    'measured-no-result': {
      title: 'Gemessen ohne Ergebnis',
      what: '„{name}“ gilt als gemessen, und die Map sagt nicht, was dabei herauskam.',
      why: 'Ohne die Werte vorher und nachher lernt niemand etwas daraus.',
      remedy: 'Geben Sie die Werte vor und nach dem Experiment an.',
    },
    'kpi-no-target': {
      title: 'Kennzahlen ohne Zielwert',
      what: 'Die Kennzahl „{name}“ hat keinen Zielwert.',
      why: 'Ohne Zielwert ist eine Zahl weder gut noch schlecht.',
      remedy: 'Geben Sie an, welcher Wert erreicht werden soll.',
    },
  },
}; // prettier-ignore
