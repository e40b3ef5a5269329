import type {Finding} from '../diagnosis/finding.js';
import type {Severity} from '../metrics/values/severity.js';
import {printableLine} from '../support/printable.js';
import type {SummaryOptions} from './summary-options.js';

const signs: Readonly<Record<Severity, readonly [sign: string, ascii: string]>> = {
	critical: ['✖', '!!'],
	warning: ['▲', '!'],
	note: ['●', '*'],
};

/** Returns the sign of a severity. */
export function findingSign(severity: Severity, {isAscii = false}: SummaryOptions = {}): string {
	const [sign, ascii] = signs[severity];
	return isAscii ? ascii : sign;
}

/** Formats the findings that are more than a note, one line each: `✖ /data is full: postgres (4711) writes 40 MB/s`. */
export function findingLines(
	findings: readonly Finding[] | undefined,
	options: SummaryOptions = {},
): readonly string[] {
	return (findings ?? [])
		.filter(({severity}) => severity !== 'note')
		.map(({severity, sentence}) => `${findingSign(severity, options)} ${printableLine(sentence)}`);
}
