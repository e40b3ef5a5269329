import type {DatabaseRow} from './row.js';

/**
The numbers of a row in InfluxDB's line protocol, a series for each: `mon_memory_used_bytes,host=web-01 value=1 1700000000000`.
Written again, a point replaces itself.

https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/
*/
export function lineProtocol({host, timestampMs, families}: DatabaseRow): string {
	return families
		.flatMap(({name, points}) =>
			points.flatMap(({labels = {}, value}) => {
				if (typeof value !== 'number' || !Number.isFinite(value)) {
					return [];
				}

				const tags = Object.entries({host, ...labels})
					.filter(([, text]) => text !== '')
					.map(([key, text]) => `,${escaped(key)}=${escaped(text)}`);
				return [`mon_${name}${tags.join('')} value=${value} ${timestampMs}\n`];
			}),
		)
		.join('');
}

/** A line break cannot be escaped, and a backslash at the end would escape what follows. */
function escaped(text: string): string {
	return text
		.replaceAll(/[\r\n]/g, ' ')
		.replaceAll(/[,= ]/g, String.raw`\$&`)
		.replace(/\\$/, '\\\\ ');
}
