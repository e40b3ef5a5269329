import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, receiveSample} from '../../../source/core/state.js';
import type {Battery, Hardware} from '../../../source/metrics/snapshot.js';
import {unicodeGlyphs} from '../../../source/ui/drawing/glyphs.js';
import type {Line} from '../../../source/ui/drawing/line.js';
import {batterySign} from '../../../source/ui/panels/battery.js';
import {drawHardware} from '../../../source/ui/panels/hardware.js';
import {renderApp} from '../../helpers/render-app.js';
import {ok, sampleAt} from '../../helpers/samples.js';

const textOf = (line: Line | undefined): string => (line ?? []).map(({text}) => text).join('');
const rolesOf = (line: Line | undefined): readonly string[] => (line ?? []).map(({role}) => role);

function battery(chargePercent: number | undefined, state: Battery['state'], fullWattHours?: number): Battery {
	return {name: 'BAT0', chargePercent, state, fullWattHours, watts: undefined, secondsLeft: undefined};
}

const server: Hardware = {
	fans: [
		{label: 'nct6798 CPU Fan', rpm: 1180, isStopped: false},
		{label: 'nct6798 System Fan', rpm: 0, isStopped: true},
	],
	power: [{label: 'package-0', watts: 48.23}],
	batteries: [],
	thermalThrottles: 0,
	correctedMemoryErrors: 12,
	uncorrectedMemoryErrors: 0,
};

const withBatteries = (...batteries: readonly Battery[]): Hardware => ({...server, batteries});

const rows = [
	['one that discharges', [battery(83.4, 'discharging')], 'battery 83%', 'text'],
	['one that charges', [battery(7, 'charging')], 'battery ↑7%', 'text'],
	['one that is nearly empty', [battery(9.4, 'discharging')], 'battery ✖ 9%', 'critical'],
	['one that is low', [battery(15, 'discharging')], 'battery 15%', 'warning'],
	[
		'an empty one beside a large full one',
		[battery(5, 'discharging', 20), battery(95, 'idle', 70)],
		'battery 75%',
		'text',
	],
	['two of unknown size', [battery(5, 'discharging'), battery(95, 'idle')], 'battery 50%', 'text'],
] as const;

for (const [title, batteries, expected, role] of rows) {
	test(`the charge of a machine: ${title}`, () => {
		const sign = batterySign(withBatteries(...batteries), unicodeGlyphs);
		assert.equal(textOf(sign), expected);
		assert.equal(rolesOf(sign).at(-1), role);
	});
}

test('a machine without a battery, or whose charge is unknown, shows none', () => {
	assert.equal(batterySign(server, unicodeGlyphs), undefined);
	assert.equal(batterySign(undefined, unicodeGlyphs), undefined);
	assert.equal(batterySign(withBatteries(battery(undefined, 'unknown')), unicodeGlyphs), undefined);
});

for (const [columns, rowCount, viewChoice] of [
	[80, 24, 'auto'],
	[120, 40, 'auto'],
	[80, 8, 'compact'],
	[100, 1, 'line'],
] as const) {
	test(`the battery is on the screen at ${columns}×${rowCount} ${viewChoice}`, async () => {
		const sample = sampleAt(1, {hardware: ok(withBatteries(battery(83, 'charging')))});
		const state = receiveSample(initialState(500, {samples: 10, seconds: 60}), sample);
		await using app = await renderApp(state, {columns, rows: rowCount, viewChoice});
		assert.match(app.rows()[0] ?? '', /battery ↑83%/);
	});
}

test('the hardware panel: errors and stopped fans first, values in as many columns as fit', () => {
	const drawn = (width: number) => drawHardware(ok(server), width, unicodeGlyphs).map(line => textOf(line).trimEnd());
	assert.deepEqual(drawn(40), [
		'corrected memory errors        12',
		'nct6798 System Fan        stopped',
		'nct6798 CPU Fan          1180 rpm',
		'package-0                  48.2 W',
	]);
	assert.equal(drawn(80).length, 2);
});

test('the hardware panel: a battery with its flow and the time left', () => {
	const one: Battery = {...battery(37, 'discharging', 64), watts: 8.12, secondsLeft: 10_800};
	const [row] = drawHardware(ok({...server, batteries: [one]}), 70, unicodeGlyphs);
	assert.match(textOf(row), /^BAT0 █+.░+ {2}37\.0% {2}discharging {2}8\.1 W {2}03:00:00 left$/);
});

test('the hardware panel: the battery in use is the first', () => {
	const idle: Battery = {...battery(97, 'unknown', 20), watts: 0};
	const used: Battery = {...battery(37, 'discharging', 64), name: 'BAT1', watts: 8};
	const drawn = drawHardware(ok({...server, batteries: [idle, used]}), 70, unicodeGlyphs).map(textOf);
	assert.match(drawn[0] ?? '', /^BAT1 /);
	assert.match(drawn[1] ?? '', /^BAT0 .* 97\.0%$/);
});
