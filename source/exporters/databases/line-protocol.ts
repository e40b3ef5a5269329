import type {DatabaseRow} from './row.js';

/**
Returns the numbers of a row in InfluxDB's line protocol, one series each: `mon_memory_used_bytes,host=web-01 value=1
1700000000000`. A point that is written again replaces itself.

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

/** Escapes a name. Line breaks cannot be escaped, and a final backslash would escape the next character. */
function escaped(text: string): string {
	return text
		.replaceAll(/[\r\n]/g, ' ')
		.replaceAll(/[,= ]/g, String.raw`\$&`)
		.replace(/\\$/, '\\\\ ');
}
