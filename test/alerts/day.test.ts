import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AlertEvent} from '../../source/alerts/alert.js';
import {createAlertStates} from '../../source/alerts/engine/alert-states.js';
import {evaluate} from '../../source/alerts/engine/evaluate.js';
import {observe} from '../../source/alerts/engine/observe.js';
import {createRules} from '../../source/alerts/rules/create-rules.js';
import {defaultRules} from '../../source/alerts/rules/default-rules.js';
import {parseRule} from '../../source/alerts/rules/parse-rule.js';
import type {Reading} from '../../source/metrics/reading.js';
import type {Memory, Snapshot} from '../../source/metrics/snapshot.js';
import {disk, memory, ok, snapshotAt} from '../helpers/samples.js';

const hour = 3600;
const intervalSeconds = 5;

/** The readings at a second of the day; `undefined` while the machine is suspended. */
type Day = (
	second: number,
) => {readonly memory: Reading<Memory>; readonly dataPercent: number | 'unmounted'} | undefined;

function memoryAt(usedPercent: number): Reading<Memory> {
	return ok({...memory, usedPercent});
}

/** Evaluates the default rules over a day, every five seconds; `clock` returns the offset of the wall clock in seconds. */
function live(day: Day, {rules = createRules(defaultRules), clock = (_second: number): number => 0} = {}) {
	let states = createAlertStates('day');
	const events: {readonly second: number; readonly event: AlertEvent}[] = [];
	for (let second = 0; second < 24 * hour; second += intervalSeconds) {
		const state = day(second);
		if (!state) {
			continue;
		}

		const disks = [disk('/', 40), ...(state.dataPercent === 'unmounted' ? [] : [disk('/data', state.dataPercent)])];
		const snapshot: Snapshot = snapshotAt(second, {memory: state.memory, disks: ok(disks)});
		const observation = observe(rules, {
			...snapshot,
			timestampMs: snapshot.timestampMs + clock(second) * 1000,
			intervalMs: intervalSeconds * 1000,
		});
		const evaluation = evaluate(rules, observation, states);
		states = evaluation.states;
		events.push(...evaluation.events.map(event => ({second, event})));
	}

	return events.map(
		({second, event}) => `${formatSecond(second)} ${event.kind} ${event.alert.level} ${event.alert.metric}`,
	);
}

function formatSecond(second: number): string {
	return [Math.floor(second / hour), Math.floor((second % hour) / 60), second % 60]
		.map(value => String(value).padStart(2, '0'))
		.join(':');
}

const quiet = {memory: memoryAt(50), dataPercent: 40} as const;

test('a day without incidents has no events', () => {
	assert.deepEqual(
		live(() => quiet),
		[],
	);
});

test('an incident is raised, escalated, repeated every five minutes, deescalated and cleared', () => {
	const used = (second: number): number => {
		if (second < 10 * hour || second >= 10 * hour + 20 * 60) {
			return 50;
		}

		return second >= 10 * hour + 60 && second < 10 * hour + 8 * 60 ? 95 : 85;
	};
	assert.deepEqual(
		live(second => ({...quiet, memory: memoryAt(used(second))})),
		[
			'10:00:00 raised WARNING memory.percentage',
			'10:01:00 escalated CRITICAL memory.percentage',
			'10:06:00 repeated CRITICAL memory.percentage',
			'10:12:55 deescalated WARNING memory.percentage',
			'10:17:55 repeated WARNING memory.percentage',
			'10:20:00 cleared CRITICAL memory.percentage',
		],
	);
});

test('a spike of ten seconds raises no alert with a for duration of thirty seconds', () => {
	const rules = createRules([parseRule('memory.percentage>80,90 for 30s')]);
	assert.deepEqual(
		live(second => ({...quiet, memory: memoryAt(second % 600 < 10 ? 99 : 50)}), {rules}),
		[],
	);
});

test('noise around the threshold raises one alert', () => {
	// Between 78 and 82 within a minute.
	const used = (second: number): number => 80 + 2 * Math.sin((second * 2 * Math.PI) / 60);
	const events = live(second => ({...quiet, memory: memoryAt(used(second))}));
	assert.equal(events.filter(event => event.includes('raised')).length, 1);
	assert.equal(events.filter(event => event.includes('cleared')).length, 0);
	// One at the start and one every five minutes.
	assert.ok(events.length > 200 && events.length <= 288, String(events.length));
});

test('noise wider than the hysteresis raises three alerts, the last of which stays firing', () => {
	// Between 60 and 90 within a minute.
	const used = (second: number): number => 75 + 14 * Math.sin((second * 2 * Math.PI) / 60);
	const events = live(second => ({...quiet, memory: memoryAt(second < 12 * hour ? used(second) : 50)}));
	assert.equal(events.filter(event => event.includes('raised')).length, 3);
	assert.equal(events.filter(event => event.includes('cleared')).length, 3);
	const last = events.at(-1) ?? '';
	assert.match(last, /^12:04:(?:25|30) cleared WARNING/);
});

test('flapping around CRITICAL causes one escalation', () => {
	const used = (second: number): number => (second < 6 * hour || second >= 7 * hour ? 50 : second % 20 < 10 ? 91 : 89);
	const events = live(second => ({...quiet, memory: memoryAt(used(second))}));
	assert.equal(events.filter(event => event.includes('deescalated') || event.includes('escalated')).length, 0);
	assert.equal(events.filter(event => event.includes('raised CRITICAL')).length, 1);
	assert.equal(events.filter(event => event.includes('repeated CRITICAL')).length, 11);
	assert.equal(events.at(-1), '07:00:00 cleared CRITICAL memory.percentage');
	assert.equal(events.length, 13);
});

test('missing readings, suspend and a clock step cause no events', () => {
	const used = 85;
	const events = live(
		second => {
			if (second >= 2 * hour && second < 6 * hour) {
				return undefined;
			}

			const isGap = second >= hour && second < hour + 40 * 60;
			return {...quiet, memory: isGap ? {state: 'stale'} : memoryAt(second < 8 * hour ? used : 50)};
		},
		{clock: second => (second >= 7 * hour ? -2 * hour : 0)},
	);
	assert.equal(events[0], '00:00:10 raised WARNING memory.percentage');
	assert.equal(events.at(-1), '08:00:00 cleared WARNING memory.percentage');
	assert.ok(events.slice(1, -1).every(event => event.endsWith('repeated WARNING memory.percentage')));
	const inGap = events.filter(event => event > '01:00:00' && event < '01:40:00');
	assert.deepEqual(inGap, []);
	// 11 in the first hour, 1 when the values are back and 3 until two, 1 on waking and 23 until eight.
	assert.equal(events.length - 2, 11 + 1 + 3 + 1 + 23);
});

test('a disk that fills up, is unmounted and is mounted again has two episodes', () => {
	const events = live(second => {
		if (second >= 4 * hour && second < 4 * hour + 120) {
			return {...quiet, dataPercent: 'unmounted'};
		}

		return {...quiet, dataPercent: second < 3 * hour ? 50 : second < 4 * hour + 200 ? 96.2 : 50};
	});
	assert.deepEqual(
		events.filter(event => !event.includes('repeated')),
		[
			'03:00:00 raised CRITICAL disks[/data].percentage',
			'04:01:00 cleared CRITICAL disks[/data].percentage',
			'04:02:10 raised CRITICAL disks[/data].percentage',
			'04:03:20 cleared CRITICAL disks[/data].percentage',
		],
	);
});
