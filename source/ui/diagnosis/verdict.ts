import type {Sample} from '../../core/sample.js';
import type {Finding} from '../../diagnosis/finding.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, lineWidth, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {severityRole, severitySign} from './severity.js';

/** Returns the findings that are more than a note, the worst first. */
export function seriousFindings(sample: Pick<Sample, 'findings'> | undefined): readonly Finding[] {
	return sample?.findings?.filter(isSerious) ?? [];
}

/** Returns whether something suffers from a finding, or soon will. */
export function isSerious({severity}: Finding): boolean {
	return severity !== 'note';
}

/** Draws the worst finding in one line, and the next ones as far as they fit. Empty when nothing is wrong. */
export function drawVerdict(findings: readonly Finding[], width: number, glyphs: Glyphs): Line {
	const lines = findings.map(({severity, sentence}): Line => {
		const role = severityRole(severity);
		return [span(` ${severitySign(severity, glyphs)} `, role), span(printable(sentence), role)];
	});
	const [first, ...others] = lines;
	if (!first) {
		return [];
	}

	const line = [...first];
	for (const [index, other] of others.entries()) {
		const left = others.length - index;
		const more = span(`  +${left} more: w`, 'muted');
		if (lineWidth(line) + 2 + lineWidth(other) + (left > 1 ? more.width : 0) > width) {
			const cut = fitLine(line, Math.max(0, width - more.width));
			return [...cut, more];
		}

		line.push(span('  '), ...other);
	}

	return fitLine(line, width);
}
