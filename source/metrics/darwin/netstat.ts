import type {DirectionCounters} from '../values/interface-rates.js';
import {naturalNumber} from '../values/whole-number.js';

/** What one interface has moved since it exists. */
export type LinkCounters = {
	/** `en0`, `lo0`, `utun3`, … */
	readonly name: string;
	readonly receive: DirectionCounters;
	readonly send: DirectionCounters;
};

const header = /^Name\s+Mtu\s+Network\s+Address\s+Ipkts\s+Ierrs\s+Ibytes\s+Opkts\s+Oerrs\s+Obytes\s+Coll\s*$/;

/** The counters stand at the end of the row: the address before them may be missing, so columns count from the right. */
const countersAtEnd = 7;

/**
Parses `netstat -ibn` of macOS. Only the `<Link#…>` rows are counters of the interface; each address has a row of its own
that repeats them.
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

		// A counter that the driver does not keep is printed as `-`.
		const [receivedPackets, receiveErrors, receivedBytes, sentPackets, sendErrors, sentBytes] =
			counters.map(naturalNumber);
		if (receivedBytes === undefined || sentBytes === undefined) {
			return [];
		}

		return [
			{
				// A star marks an interface that is down.
				name: name.replace(/\*$/, ''),
				receive: {bytes: receivedBytes, packets: receivedPackets, errors: receiveErrors, drops: undefined},
				send: {bytes: sentBytes, packets: sentPackets, errors: sendErrors, drops: undefined},
			},
		];
	});
}
