import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, span} from '../drawing/line.js';

/** What the letters, signs and colours of the screen mean: a sign, and the text beside it. */
export function legend({
	critical,
	warning,
	good,
	live,
	event,
	tag,
	again,
	barSteps,
}: Glyphs): readonly (readonly [Line, string])[] {
	const full = (barSteps.at(-1) ?? '').repeat(2);
	return [
		[[span('R S D Z T I')], 'state of a process: running, sleeping, blocked, zombie, stopped, idle kernel thread'],
		[[span(critical, 'critical'), span(' '), span(warning, 'warning')], 'critical, warning'],
		[[span(live, 'good'), span(' '), span(good, 'good')], 'measuring; nothing is wrong'],
		[[span(event, 'warning'), span(' '), span(tag, 'warning')], 'an event on a graph; a tagged process'],
		[[span(again, 'muted')], 'the next attempt of a notification'],
		[[span('--', 'muted')], 'not measured'],
		[
			(['level0', 'level1', 'level2', 'level3', 'level4'] as const).map(level => span(full, level)),
			'below 30 %, 55 %, 75 %, 90 %, and above',
		],
	];
}
