import type {Finding} from '../../diagnosis/finding.js';
import {groupName} from '../../metrics/values/group-name.js';
import {formatDuration, formatTime} from '../../support/format.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {severityRole, severitySign} from './severity.js';

const indent = '    ';
const maxCulprits = 4;
const maxSentenceRows = 3;

/** Draws a finding: its sentence, then its evidence, who causes it, and what to look at next. */
export function findingLines(
	finding: Finding,
	{
		nowMs,
		width,
		glyphs,
		isSelected,
	}: {
		readonly nowMs: number;
		readonly width: number;
		readonly glyphs: Glyphs;
		readonly isSelected: boolean;
	},
): readonly Line[] {
	const {severity, sentence, evidence, culprits, next} = finding;
	const role = severityRole(severity);
	const mark = isSelected ? glyphs.right : ' ';
	const separator = ` ${glyphs.separator} `;
	const room = Math.max(1, width - indent.length);
	const sentences = wrapped(printable(sentence), room).slice(0, maxSentenceRows);
	const detail = (label: string, text: string): readonly Line[] =>
		text === ''
			? []
			: wrapped(printable(text), Math.max(1, room - label.length)).map((part, index) => [
					span(indent),
					span(index === 0 ? label : ' '.repeat(label.length), 'muted'),
					span(part, 'muted'),
				]);
	return [
		...sentences.map(
			(text, index): Line => [
				span(index === 0 ? `${mark}${severitySign(severity, glyphs)}  ` : indent, role),
				span(text, role),
			],
		),
		...detail('', [sinceText(finding, nowMs), ...evidence.map(({name, value}) => `${name} ${value}`)].join(separator)),
		...(culprits.length > 1 || isSelected
			? detail('by ', culprits.slice(0, maxCulprits).map(culpritText).join(separator))
			: []),
		...(isSelected ? detail('next ', next.join(separator)) : []),
	];
}

function sinceText({sinceMs}: Finding, nowMs: number): string {
	const seconds = Math.max(0, Math.round((nowMs - sinceMs) / 1000));
	return `since ${formatTime(sinceMs)} (${formatDuration(seconds)})`;
}

function culpritText({pid, name, user, groupPath, share}: Finding['culprits'][number]): string {
	const group = groupPath === undefined || groupPath === '/' ? undefined : groupName(groupPath).name;
	const facts = [pid, user, group === name ? undefined : group].filter(fact => fact !== undefined);
	return `${name}${facts.length === 0 ? '' : ` (${facts.join(', ')})`} ${share}`;
}
