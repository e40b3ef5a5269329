import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Alert, AlertEvent} from '../../source/alerts/alert.js';
import {
	type AlertEngine,
	createAlertEngine,
	evaluateSnapshot,
	restoreAlertEngine,
} from '../../source/alerts/engine/alert-engine.js';
import {persistedStates} from '../../source/alerts/engine/persisted-states.js';
import {createRules} from '../../source/alerts/rules/create-rules.js';
import {defaultRules} from '../../source/alerts/rules/default-rules.js';
import {parseRule} from '../../source/alerts/rules/parse-rule.js';
import {componentFilter, hoursFilter, levelFilter} from '../../source/delivery/filters.js';
import {createHandlerSet} from '../../source/delivery/handler-set.js';
import {functionHandler} from '../../source/delivery/handlers/function.js';
import type {Notification} from '../../source/delivery/notification.js';
import type {Reading} from '../../source/metrics/reading.js';
import type {Memory} from '../../source/metrics/snapshot.js';
import {cpu, disk, memory, ok, snapshotAt} from '../helpers/samples.js';

const minute = 60;
const hour = 3600;
const step = 5;

/** Day on which the clocks in Paris change from 02:00 to 03:00, at 01:00 UTC. All times here are UTC. */
const midnightMs = Date.UTC(2026, 2, 29);

const rules = createRules([...defaultRules, parseRule('processor.usage_percent>90 for 5m')]);

const between = (second: number, from: number, to: number): boolean => second >= from && second < to;

/** Memory usage in percent; `undefined` while it is unknown. */
function memoryUse(second: number): number | undefined {
	// 01:00 A spike of ten seconds.
	if (between(second, hour, hour + 10)) {
		return 85;
	}

	// 03:00 An incident of twenty minutes, critical from minute two to eight.
	if (between(second, 3 * hour, 3 * hour + 20 * minute)) {
		return between(second, 3 * hour + minute, 3 * hour + 8 * minute) ? 95 : 85;
	}

	// 05:00 Half an hour of changes every minute, wider than the hysteresis.
	if (between(second, 5 * hour, 5 * hour + 30 * minute)) {
		return second % minute < 30 ? 85 : 60;
	}

	// 07:00 Eight minutes, without values for the two in the middle.
	if (between(second, 7 * hour, 7 * hour + 8 * minute)) {
		return between(second, 7 * hour + 3 * minute, 7 * hour + 5 * minute) ? undefined : 85;
	}

	// 09:00 and 11:00 Four minutes, in which the wall clock is set forward and back.
	if (between(second, 9 * hour, 9 * hour + 4 * minute) || between(second, 11 * hour, 11 * hour + 4 * minute)) {
		return 85;
	}

	// 13:00 It ends while the program is not running.
	return between(second, 13 * hour, 13 * hour + 3 * minute) ? 85 : 50;
}

function dataUse(second: number): number | 'unmounted' {
	// 13:00 It continues during the restart, until 13:10.
	if (between(second, 13 * hour, 13 * hour + 10 * minute)) {
		return 96;
	}

	// 16:00 Full, and removed after two minutes.
	return between(second, 16 * hour, 16 * hour + 2 * minute) ? 90 : second < 16 * hour ? 40 : 'unmounted';
}

/** 18:00 Four busy minutes, within the for duration; 19:00 eight busy minutes. */
function processorUse(second: number): number {
	return between(second, 18 * hour, 18 * hour + 4 * minute) || between(second, 19 * hour, 19 * hour + 8 * minute)
		? 97
		: 20;
}

/** The program is not running from 13:02 to 13:05; the machine is suspended from 21:00 to 23:00. */
const isRunning = (second: number): boolean => !between(second, 13 * hour + 2 * minute, 13 * hour + 5 * minute);
const isAwake = (second: number): boolean => !between(second, 21 * hour, 23 * hour);

/** Returns the offset of the wall clock in seconds: it is set 20 minutes forward at 09:02 and corrected at 11:02. */
const clockError = (second: number): number => (between(second, 9 * hour + 120, 11 * hour + 120) ? 20 * minute : 0);

type Heard = {readonly second: number; readonly notification: Notification};

async function live() {
	let second = 0;
	const heard = new Map<string, Heard[]>();
	const handlers = createHandlerSet({pace: {groupWaitMs: 0}});
	const listen = (name: string, ...filters: readonly ((alert: Alert) => boolean)[]): void => {
		const own: Heard[] = [];
		heard.set(name, own);
		handlers.add(
			functionHandler(name, notification => {
				own.push({second, notification});
			}),
			{filters},
		);
	};
	listen('all');
	listen('pager', levelFilter('CRITICAL'));
	listen('storage', componentFilter(['disk']));
	listen('office', hoursFilter({from: 8, to: 18, timezone: 'Europe/Paris'}));
	listen('night', hoursFilter({from: 22, to: 5.5, timezone: 'Europe/Paris'}));

	const found: {readonly second: number; readonly event: AlertEvent}[] = [];
	let engine: AlertEngine = createAlertEngine(rules, 'run1');
	let bootSecond = 0;
	let kept: {readonly text: string; readonly second: number} | undefined;
	for (; second < 24 * hour; second += step) {
		if (!isAwake(second)) {
			continue;
		}

		if (!isRunning(second)) {
			kept ??= {text: JSON.stringify(persistedStates(engine.states, engine.rules)), second};
			continue;
		}

		if (kept) {
			// The states were on disk; the monotonic clock starts again.
			const elapsedMs = (second - kept.second) * 1000;
			engine = restoreAlertEngine(createAlertEngine(rules, 'run2'), {states: JSON.parse(kept.text), elapsedMs});
			bootSecond = second;
			kept = undefined;
		}

		const use = memoryUse(second);
		const data = dataUse(second);
		const reading: Reading<Memory> = use === undefined ? {state: 'stale'} : ok({...memory, usedPercent: use});
		const disks = [disk('/', 40), ...(data === 'unmounted' ? [] : [disk('/data', data)])];
		const snapshot = {
			...snapshotAt(0, {memory: reading, disks: ok(disks), processor: ok(cpu(processorUse(second)))}),
			timestampMs: midnightMs + (second + clockError(second)) * 1000,
			monotonicMs: (second - bootSecond) * 1000,
			intervalMs: step * 1000,
		};
		const turn = evaluateSnapshot(engine, snapshot);
		engine = turn.engine;
		found.push(...turn.events.map(event => ({second, event})));
		if (turn.events.length > 0) {
			handlers.post(turn.events, 'web-01');
			await handlers.flush(5000);
		}
	}

	await handlers.close(5000);
	return {found, heard};
}

function clock(second: number): string {
	return [Math.floor(second / hour), Math.floor((second % hour) / minute), second % minute]
		.map(value => String(value).padStart(2, '0'))
		.join(':');
}

test('a whole day of incidents: each handler receives the expected notifications', async () => {
	const {found, heard} = await live();
	assert.deepEqual(
		found.map(({second, event: {kind, alert}}) => `${clock(second)} ${kind} ${alert.level} ${alert.metric}`),
		[
			// The spike.
			'01:00:00 raised WARNING memory.percentage',
			'01:00:10 cleared WARNING memory.percentage',
			// The incident: each level immediately, repeated after five minutes, deescalated after five minutes.
			'03:00:00 raised WARNING memory.percentage',
			'03:01:00 escalated CRITICAL memory.percentage',
			'03:06:00 repeated CRITICAL memory.percentage',
			'03:12:55 deescalated WARNING memory.percentage',
			'03:17:55 repeated WARNING memory.percentage',
			'03:20:00 cleared CRITICAL memory.percentage',
			// Flapping: the third alert within ten minutes lasts until five minutes without a breach.
			'05:00:00 raised WARNING memory.percentage',
			'05:00:30 cleared WARNING memory.percentage',
			'05:01:00 raised WARNING memory.percentage',
			'05:01:30 cleared WARNING memory.percentage',
			'05:02:00 raised WARNING memory.percentage',
			'05:07:00 repeated WARNING memory.percentage',
			'05:12:00 repeated WARNING memory.percentage',
			'05:17:00 repeated WARNING memory.percentage',
			'05:22:00 repeated WARNING memory.percentage',
			'05:27:00 repeated WARNING memory.percentage',
			'05:34:25 cleared WARNING memory.percentage',
			// The gap neither clears nor repeats alerts.
			'07:00:00 raised WARNING memory.percentage',
			'07:05:00 repeated WARNING memory.percentage',
			'07:08:00 cleared WARNING memory.percentage',
			// The wall clock has no effect.
			'09:00:00 raised WARNING memory.percentage',
			'09:04:00 cleared WARNING memory.percentage',
			'11:00:00 raised WARNING memory.percentage',
			'11:04:00 cleared WARNING memory.percentage',
			// Two alerts. During the restart one ends and the other continues; two values are skipped first.
			'13:00:00 raised WARNING memory.percentage',
			'13:00:00 raised CRITICAL disks[/data].percentage',
			'13:05:10 cleared WARNING memory.percentage',
			'13:05:10 repeated CRITICAL disks[/data].percentage',
			'13:10:00 cleared CRITICAL disks[/data].percentage',
			// Removed, and missing for a minute.
			'16:00:00 raised WARNING disks[/data].percentage',
			'16:03:00 cleared WARNING disks[/data].percentage',
			// Busy for the for duration.
			'19:05:00 raised WARNING processor.usage_percent',
			'19:08:00 cleared WARNING processor.usage_percent',
		],
	);

	const episodes = new Map<string, string[]>();
	for (const {event} of found) {
		episodes.set(event.alert.id, [...(episodes.get(event.alert.id) ?? []), event.kind]);
	}

	assert.equal(episodes.size, 12);
	for (const kinds of episodes.values()) {
		assert.deepEqual([kinds[0], kinds.at(-1)], ['raised', 'cleared'], 'each has one beginning and one end');
	}

	const told = (name: string): readonly Heard[] => heard.get(name) ?? [];
	// Simultaneous events, twice two, share a message.
	assert.equal(found.length, 35);
	assert.equal(told('all').length, 33);
	// The incident from its escalation to its end, and the disk.
	assert.deepEqual(
		told('pager').map(({second}) => clock(second)),
		['03:01:00', '03:06:00', '03:12:55', '03:20:00', '13:00:00', '13:05:10', '13:10:00'],
	);
	assert.deepEqual(
		told('storage').map(({second}) => clock(second)),
		['13:00:00', '13:05:10', '13:10:00', '16:00:00', '16:03:00'],
	);
	// 08:00 to 18:00 in Paris is 06:00 to 16:00 UTC on this day: the disk alert at 16:00 is outside.
	assert.deepEqual(
		told('office').map(({second}) => clock(second)),
		[
			'07:00:00',
			'07:05:00',
			'07:08:00',
			'09:00:00',
			'09:04:00',
			'11:00:00',
			'11:04:00',
			'13:00:00',
			'13:05:10',
			'13:10:00',
		],
	);
	// 22:00 to 05:30 in local time: until 03:30 UTC, after the clock change, and from 20:00 on.
	assert.deepEqual(
		told('night').map(({second}) => clock(second)),
		['01:00:00', '01:00:10', '03:00:00', '03:01:00', '03:06:00', '03:12:55', '03:17:55', '03:20:00'],
	);
});
