/** One line of `/proc/net/dev` (proc_pid_net(5)): counters since the interface exists. */
export type InterfaceTraffic = {
	readonly name: string;
	readonly receivedBytes: number;
	readonly sentBytes: number;
	/** Receive and transmit errors and drops together. */
	readonly errors: number;
};

const headerLines = 2;
/** Eight for receive, eight for transmit. */
const columns = 16;

/** The name ends at the last colon: it may hold colons itself, and old kernels put no space after it. */
export function parseNetDev(text: string): readonly InterfaceTraffic[] {
	const lines = text.split('\n');
	if (lines.length < headerLines || !lines.slice(0, headerLines).every(line => line.includes('|'))) {
		throw new Error(
			`/proc/net/dev: expected ${headerLines} header lines with columns parted by "|", found "${lines[0]}"`,
		);
	}

	return lines
		.slice(headerLines)
		.filter(line => line !== '')
		.map(parseLine);
}

function parseLine(line: string): InterfaceTraffic {
	const colon = line.lastIndexOf(':');
	const counters = line
		.slice(colon + 1)
		.trim()
		.split(/\s+/)
		.map(Number);
	if (colon === -1 || counters.length < columns || counters.some(Number.isNaN)) {
		throw new Error(`/proc/net/dev: expected "name: " and ${columns} counters, found "${line}"`);
	}

	const [receivedBytes = 0, , receiveErrors = 0, receiveDrops = 0] = counters;
	const [sentBytes = 0, , sendErrors = 0, sendDrops = 0] = counters.slice(columns / 2);
	return {
		name: line.slice(0, colon).trim(),
		receivedBytes,
		sentBytes,
		errors: receiveErrors + receiveDrops + sendErrors + sendDrops,
	};
}
