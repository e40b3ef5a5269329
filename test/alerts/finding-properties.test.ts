import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {AlertEvent} from '../../source/alerts/alert.js';
import type {Severity} from '../../source/metrics/values/severity.js';

import {saturatedDisk} from '../helpers/findings.js';
import {type Changes, machine} from './finding-machine.js';

/** What happens for some seconds: a finding of a severity, none, or nothing is measured. */
type Run = {
	readonly found: Severity | 'absent' | 'unmeasured' | 'undiagnosed';
	readonly seconds: number;
	readonly restartSeconds: number | undefined;
};

const anyRun: fc.Arbitrary<Run> = fc.record({
	found: fc.constantFrom<Run['found']>(
		'note',
		'warning',
		'critical',
		'critical',
		'absent',
		'absent',
		'unmeasured',
		'undiagnosed',
	),
	seconds: fc.oneof(fc.integer({min: 1, max: 20}), fc.constantFrom(59, 60, 61, 130)),
	restartSeconds: fc.oneof(
		{weight: 8, arbitrary: fc.constant(undefined)},
		{weight: 1, arbitrary: fc.constantFrom(1, 30, 400)},
	),
});

const anyRuns = fc.array(anyRun, {minLength: 1, maxLength: 25});

const rule = fc.record({
	severity: fc.constantFrom<Severity>('note', 'warning', 'critical'),
	forSeconds: fc.constantFrom(0, 5, 30, 60),
	cooldownSeconds: fc.constantFrom(10, 60, 300),
});

const ranks: Readonly<Record<Run['found'], number | undefined>> = {
	critical: 3,
	warning: 2,
	note: 1,
	absent: 0,
	unmeasured: undefined,
	undiagnosed: undefined,
};

type Moment = {
	readonly second: number;
	/** Rank of the finding; `undefined` while it is unknown. */
	readonly rank: number | undefined;
	readonly events: readonly AlertEvent[];
	readonly firing: number;
};

type Rule = {readonly severity: Severity; readonly forSeconds: number; readonly cooldownSeconds: number};

function play({severity, forSeconds, cooldownSeconds}: Rule, runs: readonly Run[]): readonly Moment[] {
	const played = machine(`disk.saturated severity ${severity} for ${forSeconds}s cooldown ${cooldownSeconds}s`);
	let second = 0;
	return runs.flatMap(({found, seconds, restartSeconds}) => {
		if (restartSeconds !== undefined) {
			played.restart(restartSeconds);
			second += restartSeconds;
		}

		const rank = ranks[found];
		const isFound = found === 'note' || found === 'warning' || found === 'critical';
		const changes: Changes = found === 'unmeasured' ? {disk_io: {state: 'timeout'}} : {};
		return Array.from({length: seconds}, (): Moment => {
			second += 1;
			const events = played.see(
				found === 'undiagnosed' ? undefined : isFound ? [saturatedDisk({severity: found})] : [],
				changes,
			);
			return {second, rank, events, firing: played.alerts().length};
		});
	});
}

function always(title: string, holds: (moments: readonly Moment[], rule: Rule) => void): void {
	test(title, () => {
		fc.assert(
			fc.property(rule, anyRuns, (one, runs) => holds(play(one, runs), one)),
			{numRuns: 300},
		);
	});
}

const minimum: Readonly<Record<Severity, number>> = {note: 1, warning: 2, critical: 3};

always('a finding is raised only when it was severe enough whenever it was known, for its time', (moments, one) => {
	for (const [index, {events}] of moments.entries()) {
		if (events.some(({kind}) => kind === 'raised')) {
			const known = moments.slice(0, index + 1).filter(({rank}) => rank !== undefined);
			// An absence in the first minute after a gap or a restart is not known either.
			const severe = known.slice(
				known.findLastIndex(({rank}) => rank !== 0 && (rank ?? 0) < minimum[one.severity]) + 1,
			);
			assert.ok(severe.filter(({rank}) => rank !== 0).length > one.forSeconds);
			assert.ok((known.at(-1)?.rank ?? 0) >= minimum[one.severity]);
		}
	}
});

always('a finding is cleared only after a minute in which it was known to be absent or less severe', (moments, one) => {
	for (const [index, {second, events}] of moments.entries()) {
		if (events.some(({kind}) => kind === 'cleared')) {
			const recent = moments.slice(0, index + 1).filter(moment => moment.second > second - 60);
			assert.ok(
				recent.every(({rank}) => rank === undefined || rank < minimum[one.severity]),
				String(second),
			);
			assert.notEqual(moments[index]?.rank, undefined, 'missing data clears nothing');
		}
	}
});

always('missing data changes nothing', moments => {
	for (const {rank, events} of moments) {
		assert.ok(rank !== undefined || events.length === 0);
	}
});

always('an episode is raised once and cleared once, and there is never more than one', moments => {
	let open: string | undefined;
	for (const {events, firing} of moments) {
		for (const {kind, alert} of events) {
			if (kind === 'raised') {
				assert.equal(open, undefined);
				open = alert.id;
			} else {
				assert.equal(alert.id, open);
				open = kind === 'cleared' ? undefined : open;
			}
		}

		assert.equal(firing, open === undefined ? 0 : 1);
	}
});

always('an alert is CRITICAL whenever its finding is', moments => {
	for (const {rank, events} of moments) {
		if (rank === 3) {
			assert.ok(events.every(({alert}) => alert.level === 'CRITICAL'));
		}
	}
});

always('no level of an episode is notified twice within the cooldown', (moments, {cooldownSeconds}) => {
	const notified = new Map<string, number>();
	for (const {second, events} of moments) {
		for (const {kind, alert} of events) {
			const key = `${alert.id} ${alert.level}`;
			const before = notified.get(key);
			if (kind !== 'cleared') {
				assert.ok(before === undefined || second - before >= cooldownSeconds, key);
				notified.set(key, second);
			}
		}
	}
});
