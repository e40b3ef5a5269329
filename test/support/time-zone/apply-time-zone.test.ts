import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {agreeWith} from '../../../source/support/time-zone/apply-time-zone.js';
import {parsePosixZone} from '../../../source/support/time-zone/posix-zone.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const module = new URL('../../../source/support/time-zone/apply-time-zone.ts', import.meta.url).href;

/** The times in January and July as Node shows them after it adopted the zone. */
const program = `
	const {applyTimeZone} = await import(${JSON.stringify(module)});
	applyTimeZone();
	const hour = new Intl.DateTimeFormat('en', {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
	for (const time of [1768435200000, 1784073600000]) {
		const date = new Date(time);
		console.log([date.getHours(), date.getMinutes()].map(value => String(value).padStart(2, '0')).join(':'), hour.format(date));
	}
`;

function node(TZ: string, more: Readonly<Record<string, string>> = {}): string {
	return execFileSync(process.execPath, ['--import=tsx', '--input-type=module', '--eval', program], {
		encoding: 'utf8',
		env: {PATH: process.env.PATH, TZ, ...more},
	});
}

function date(TZ: string, more: Readonly<Record<string, string>> = {}): string {
	return [1_768_435_200, 1_784_073_600]
		.map(seconds => {
			const {stdout} = spawnSync('date', ['-d', `@${seconds}`, '+%H:%M'], {encoding: 'utf8', env: {TZ, ...more}});
			return `${stdout.trim()} ${stdout.trim()}\n`;
		})
		.join('');
}

const zones = '/usr/share/zoneinfo';
const sydney = path.join(zones, 'Australia/Sydney');
const skip = !existsSync(sydney) && `${sydney} is missing (Debian: tzdata)`;

for (const TZ of [
	'Australia/Sydney',
	':Australia/Sydney',
	sydney,
	`:${sydney}`,
	'AEST-10AEDT,M10.1.0,M4.1.0/3',
	'<+05>-5',
	'IST-5:30',
	'EST5EDT',
	'UTC',
	'',
]) {
	test(`local time is that of date with TZ=${TZ}`, {skip}, () => {
		assert.equal(node(TZ), date(TZ));
	});
}

test('a copied zone file with any name is used', {skip}, () => {
	using directory = temporaryDirectory();
	cpSync(sydney, directory.file('localtime'));
	assert.equal(node(`:${directory.file('localtime')}`), date(sydney));
	assert.equal(node('localtime', {TZDIR: directory.path}), date(sydney));
});

test('a rule without a matching zone is used for the current offset', {skip}, () => {
	const former = process.env.TZ;
	const zone = parsePosixZone('AEST-10AEDT');
	assert.ok(zone);
	try {
		for (const [time, hours] of [
			['2026-01-15T12:00Z', 22],
			['2026-07-15T12:00Z', 23],
			['2027-01-15T12:00Z', 22],
		] as const) {
			assert.equal(agreeWith(zone, Date.parse(time)), false);
			assert.equal(new Date(time).getHours(), hours);
		}
	} finally {
		if (former === undefined) {
			delete process.env.TZ;
		} else {
			process.env.TZ = former;
		}
	}
});
