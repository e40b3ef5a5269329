import type {PressureStall, ResourcePressure} from '../../snapshot.js';

/** Parses one file of `/proc/pressure`, or a `*.pressure` of a control group. */
export function parsePressure(text: string): ResourcePressure {
	const some = stall(text, 'some');
	if (some === undefined) {
		throw new Error(`pressure: no "some avg10= avg60= avg300=" line in "${text.slice(0, 80)}"`);
	}

	return {some, full: stall(text, 'full')};
}

function stall(text: string, kind: 'some' | 'full'): PressureStall | undefined {
	const line = new RegExp(`^${kind} avg10=([\\d.]+) avg60=([\\d.]+) avg300=([\\d.]+)`, 'm').exec(text);
	return line ? {avg10: Number(line[1]), avg60: Number(line[2]), avg300: Number(line[3])} : undefined;
}
