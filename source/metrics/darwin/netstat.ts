import type {DirectionCounters} from '../values/interface-counters.js';
import {naturalNumber} from '../values/whole-number.js';

/** The counters of an interface since it was created. */
export type LinkCounters = {
	/** Name: `en0`, `lo0`, `utun3`, … */
	readonly name: string;
	readonly receive: DirectionCounters;
	readonly send: DirectionCounters;
};

const header = /^Name\s+Mtu\s+Network\s+Address\s+Ipkts\s+Ierrs\s+Ibytes\s+Opkts\s+Oerrs\s+Obytes\s+Coll\s*$/;

/** Number of counters at the end of a row. Columns are counted from the right, because the address may be missing. */
const countersAtEnd = 7;

/**
Parses the output of `netstat -ibn` of macOS. Only the `<Link#…>` rows are used; the rows of addresses repeat the
counters of their interface.
*/
export function parseNetstat(text: string): readonly LinkCounters[] {
	const [heading = '', ...rows] = text.split('\n');
	if (!header.test(heading)) {
		throw new Error(`netstat -ibn: expected its heading, found "${heading.slice(0, 80)}"`);
	}

	return rows.flatMap(row => {
		const columns = row.trim().split(/\s+/);
		const [name = '', , network = ''] = columns;
		const counters = columns.slice(-countersAtEnd);
		const isWhole = columns.length >= 3 + countersAtEnd && counters.every(column => /^(?:\d+|-)$/.test(column));
		if (!network.startsWith('<Link#') || !isWhole) {
			return [];
		}

		// Missing counters are printed as `-`.
		const [receivedPackets, receiveErrors, receivedBytes, sentPackets, sendErrors, sentBytes] =
			counters.map(naturalNumber);
		if (receivedBytes === undefined || sentBytes === undefined) {
			return [];
		}

		return [
			{
				// An asterisk marks an interface that is down.
				name: name.replace(/\*$/, ''),
				receive: {bytes: receivedBytes, packets: receivedPackets, errors: receiveErrors, drops: undefined},
				send: {bytes: sentBytes, packets: sentPackets, errors: sendErrors, drops: undefined},
			},
		];
	});
}
