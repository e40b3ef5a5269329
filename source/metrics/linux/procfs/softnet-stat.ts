/** Counters of received packets, over all online processors. */
export type SoftnetCounters = {
	/** Packets dropped because the queue of a processor was full. */
	readonly drops: number;
	/** Number of times a processor stopped because its time was used up. */
	readonly squeezes: number;
};

/**
Parses `/proc/net/softnet_stat`: a line per online processor, with hexadecimal columns. The first three are packets,
drops and squeezes on all kernels. Throws an error for any other line.
*/
export function parseSoftnetStat(text: string): SoftnetCounters {
	let drops = 0;
	let squeezes = 0;
	for (const line of text.trimEnd().split('\n')) {
		const columns = /^[\da-f]{1,16} ([\da-f]{1,16}) ([\da-f]{1,16})(?: |$)/.exec(line);
		if (!columns) {
			throw new Error(`/proc/net/softnet_stat: expected hexadecimal columns, found "${line.slice(0, 40)}"`);
		}

		drops += Number(`0x${columns[1]}`);
		squeezes += Number(`0x${columns[2]}`);
	}

	return {drops, squeezes};
}
