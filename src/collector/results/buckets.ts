/** Periods in a site's own time zone. Days begin at local midnight, whatever the clocks do; weeks begin on Monday. */
export const bucketNames = ['day', 'week', 'month', 'quarter'] as const;

export type BucketName = (typeof bucketNames)[number];

/** Every zone's distance from UTC is a multiple of this many milliseconds (15 minutes), so no slot lies in two local days. */
export const slotMilliseconds = 15 * 60 * 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      calendar: 'gregory',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  formats.set(timeZone, format);
  return format;
}

/** The local date of a moment, `2026-11-22`. */
export function localDate(at: number, timeZone: string): string {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({type, value}) => [type, value]),
  );
  return `${part['year']}-${part['month']}-${part['day']}`;
}

/** The first date of the period that holds a moment, in the zone: `2026-11-01` for a month. */
export function bucketOf(at: number, bucket: BucketName, timeZone: string): string {
  const date = localDate(at, timeZone);
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))];
  if (bucket === 'day') return date;
  if (bucket === 'month') return `${date.slice(0, 7)}-01`;
  if (bucket === 'quarter') return `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
  const noon = new Date(`${date}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - ((noon.getUTCDay() + 6) % 7));
  return noon.toISOString().slice(0, 10);
}

/** The moment at which a local date begins; the first that exists, where midnight is skipped. */
export function startOfDate(date: string, timeZone: string): number {
  let at = Date.parse(`${date}T00:00:00Z`);
  while (localDate(at, timeZone) < date) at += slotMilliseconds;
  while (localDate(at - slotMilliseconds, timeZone) >= date) at -= slotMilliseconds;
  return at;
}
