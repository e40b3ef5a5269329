import type {Sample} from '../../core/sample.js';
import type {Finding} from '../../diagnosis/finding.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, lineWidth, longestThatFits, span} from '../drawing/line.js';
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

/**
Draws the worst finding in one line, and the next ones as far as they fit. Without room for all of its culprits, the worst
finding names the first one. Empty when nothing is wrong.
*/
export function drawVerdict(findings: readonly Finding[], width: number, glyphs: Glyphs): Line {
	const draw = ({severity}: Finding, sentence: string): Line => {
		const role = severityRole(severity);
		return [span(` ${severitySign(severity, glyphs)} `, role), span(printable(sentence), role)];
	};
	const [worst, ...others] = findings;
	if (!worst) {
		return [];
	}

	const first = draw(worst, worst.sentence);
	const short = draw(worst, worst.sentence.replace(/, then .*$/s, ''));
	let line = first;
	for (const [index, other] of others.entries()) {
		const left = others.length - index;
		const more = span(`  +${left} more: w`, 'muted');
		const next = draw(other, other.sentence);
		if (lineWidth(line) + 2 + lineWidth(next) + (left > 1 ? more.width : 0) > width) {
			const room = Math.max(0, width - more.width);
			const shown = line === first ? fitLine(longestThatFits([first, short], room), room) : fitLine(line, room);
			return [...shown, more];
		}

		line = [...line, span('  '), ...next];
	}

	return fitLine(line === first ? longestThatFits([first, short], width) : line, width);
}
