import {naturalNumber} from '../../values/whole-number.js';
import {changedLines, type OnInvalidLine, parseLines} from './lines.js';

/** The counters of an interface in one direction since it was created. */
export type DirectionTraffic = {
	readonly bytes: number;
	readonly packets: number;
	readonly errors: number;
	/** Valid packets that were discarded, because of an unsupported protocol or a lack of buffers. */
	readonly drops: number;
};

/** A line of `/proc/net/dev` (proc_pid_net(5)). */
export type InterfaceTraffic = {
	readonly name: string;
	readonly receive: DirectionTraffic;
	readonly send: DirectionTraffic;
};

const headerLines = 2;
/** Number of columns: eight for receive, eight for transmit. */
const columns = 16;

/** Parses `/proc/net/dev`. */
export function parseNetDev(text: string, onInvalid?: OnInvalidLine): readonly InterfaceTraffic[] {
	return netDevParser()(text, onInvalid);
}

/** Returns a parser that parses only the lines that changed since its last call. */
export function netDevParser(): typeof parseNetDev {
	const next = changedLines(parseLine);

	return (text, onInvalid) => {
		const lines = text.split('\n', headerLines);
		if (lines.length < headerLines || !lines.every(line => line.includes('|'))) {
			throw new Error(
				`/proc/net/dev: expected ${headerLines} header lines with columns separated by "|", found "${lines[0]}"`,
			);
		}

		return parseLines(text.slice(lines.join('\n').length + 1), {
			file: '/proc/net/dev',
			expected: `"name: " and ${columns} counters`,
			parse: next(),
			onInvalid,
		});
	};
}

/** Parses a line. The name ends at the last colon: it may contain colons, and old kernels write no space after it. */
function parseLine(line: string): InterfaceTraffic | undefined {
	const colon = line.lastIndexOf(':');
	const counters = line
		.slice(colon + 1)
		.trim()
		.split(/\s+/);
	const receive = direction(counters.slice(0, columns / 2));
	const send = direction(counters.slice(columns / 2));
	return colon === -1 || counters.length < columns || !receive || !send
		? undefined
		: {name: line.slice(0, colon).trim(), receive, send};
}

function direction(counters: readonly string[]): DirectionTraffic | undefined {
	const bytes = byteCounter(counters[0]);
	const [packets, errors, drops] = counters.slice(1, 4).map(naturalNumber);
	return bytes === undefined || packets === undefined || errors === undefined || drops === undefined
		? undefined
		: {bytes, packets, errors, drops};
}

/** A link of 100 Gb/s passes 2⁵³ bytes in eight days: above that, the number is rounded by less than a packet. */
function byteCounter(text: string | undefined): number | undefined {
	const bytes = /^\d+$/.test(text ?? '') ? Number(text) : Number.NaN;
	return bytes < maxBytes ? bytes : undefined;
}

/** Above it is no traffic, but a number below 0 in the 64 bits of the kernel. */
const maxBytes = 2 ** 63;
