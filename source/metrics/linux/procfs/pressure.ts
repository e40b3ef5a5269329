import type {IrqPressure, PressureStall, ResourcePressure} from '../../snapshot.js';
import {plausiblePercent} from '../../values/plausible.js';

/** Parses one file of `/proc/pressure`, or a `*.pressure` of a control group. */
export function parsePressure(text: string): ResourcePressure {
	const some = stall(text, 'some');
	if (some === undefined) {
		throw new Error(`pressure: no "some avg10= avg60= avg300=" line in "${text.slice(0, 80)}"`);
	}

	return {some, full: stall(text, 'full')};
}

/** Parses the `irq` file, which has no `some` line. */
export function parseIrqPressure(text: string): IrqPressure {
	const full = stall(text, 'full');
	if (full === undefined) {
		throw new Error(`pressure: no "full avg10= avg60= avg300=" line in "${text.slice(0, 80)}"`);
	}

	return {full};
}

function stall(text: string, kind: 'some' | 'full'): PressureStall | undefined {
	const line = new RegExp(`^${kind} avg10=([\\d.]+) avg60=([\\d.]+) avg300=([\\d.]+)`, 'm').exec(text);
	const [avg10, avg60, avg300] = (line ?? []).slice(1).map(value => plausiblePercent(Number(value)));
	return avg10 === undefined || avg60 === undefined || avg300 === undefined ? undefined : {avg10, avg60, avg300};
}
