import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {command} from '../../../source/metrics/command.js';
import {processesCollector} from '../../../source/metrics/darwin/processes.js';
import {parsePs, psArguments} from '../../../source/metrics/darwin/ps.js';
import {parsePsTime} from '../../../source/metrics/darwin/ps-time.js';
import {clockedMachine, signal} from '../by-hand.js';
import {recorded} from './recorded.js';

const heading = '  PID  PPID NI    RSS      TIME STAT STARTED                      USER             COMM';
const row = (pid: number, time: string, changes: {state?: string; user?: string; path?: string; start?: string} = {}) =>
	`${String(pid).padStart(5)}     1  0  12288 ${time.padStart(9)} ${(changes.state ?? 'S').padEnd(4)} ` +
	`${changes.start ?? 'Sat Nov 22 20:19:00 2025'}     ${changes.user ?? '_www'}  ${changes.path ?? '/usr/sbin/httpd'}`;
const text = (...rows: readonly string[]): string => `${[heading, ...rows].join('\n')}\n`;

describe('parsePsTime', () => {
	const rows = {
		'0:00.04': 0.04,
		'12:34.56': 754.56,
		'1234:56.78': 74_096.78,
		'02:03:04': 7384,
		'1-02:03:04': 93_784,
		'106-00:00:01': 9_158_401,
	};
	for (const [time, seconds] of Object.entries(rows)) {
		it(`reads ${time}`, () => assert.equal(parsePsTime(time), seconds));
	}

	for (const time of ['', '-', '34.56', '1:2:3:4', '1-', 'a:b', '12:34.56x']) {
		it(`does not read "${time}"`, () => assert.equal(parsePsTime(time), undefined));
	}
});

describe('parsePs', () => {
	it('reads a process', () => {
		assert.deepEqual(parsePs(text(row(312, '12:34.56', {state: 'Ss+'}))), [
			{
				pid: 312,
				parentPid: 1,
				nice: 0,
				residentSetBytes: 12_582_912,
				cpuTimeSeconds: 754.56,
				state: 'S',
				startedAtMs: Date.UTC(2025, 10, 22, 20, 19, 0),
				user: '_www',
				name: 'httpd',
			},
		]);
	});

	it('names a process after its executable, spaces and all, without the folder', () => {
		const paths = [
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
			'-zsh',
			'login',
			'/opt/my tools/a (b) c',
			'<defunct>',
		];
		assert.deepEqual(
			parsePs(text(...paths.map((path, index) => row(index + 1, '0:00.01', {path})))).map(({name}) => name),
			['Google Chrome', '-zsh', 'login', 'a (b) c', '<defunct>'],
		);
	});

	it('maps the states of macOS onto letters of Linux', () => {
		const states = {'R+': 'R', Ss: 'S', I: 'S', U: 'D', T: 'T', Z: 'Z', '?': '?'};
		const rows = Object.keys(states).map((state, index) => row(index + 1, '0:00.01', {state}));
		assert.deepEqual(
			parsePs(text(...rows)).map(({state}) => state),
			Object.values(states),
		);
	});

	it('reads a day of one digit and a negative nice', () => {
		const [process] = parsePs(
			text(row(7, '0:00.01', {start: 'Mon Dec  1 03:04:05 2025'}).replace('1  0  12288', '1 -5  12288')),
		);
		assert.equal(process?.startedAtMs, Date.UTC(2025, 11, 1, 3, 4, 5));
		assert.equal(process?.nice, -5);
	});

	it('skips a process that ended meanwhile and a truncated row', () => {
		const ended = row(8, '0:00.01', {start: '-'});
		const cutOff = row(9, '0:00.01').slice(0, 40);
		assert.deepEqual(
			parsePs(text(row(7, '0:00.01'), ended, cutOff)).map(({pid}) => pid),
			[7],
		);
	});

	const broken = {
		'empty output': '',
		'a heading without processes': text(),
		'another heading': `PID TTY TIME CMD\n${row(7, '0:00.01')}\n`,
	};
	for (const [name, output] of Object.entries(broken)) {
		it(`rejects ${name}`, () => assert.throws(() => parsePs(output), /ps: expected its heading and a process/));
	}
});

describe('processesCollector of macOS', () => {
	const options = {cadenceMs: 2000, isListRequested: () => true};

	it('computes processor usage between two readings', async () => {
		const machine = clockedMachine();
		const ps = recorded(
			text(row(1, '0:10.00'), row(2, '0:05.00')),
			text(row(1, '0:11.00'), row(2, '0:05.00'), row(3, '0:09.00')),
		);
		const collector = processesCollector(machine, options, ps);
		const first = await collector.collect(signal);
		assert.deepEqual(
			first?.list?.map(({cpuPercent}) => cpuPercent),
			[undefined, undefined],
		);
		machine.advance(2000);
		const second = await collector.collect(signal);
		assert.deepEqual(
			second?.list?.map(({pid, cpuPercent}) => [pid, cpuPercent]),
			[
				[1, 50],
				[2, 0],
				[3, undefined],
			],
		);
	});

	it('distinguishes processes with a reused pid', async () => {
		const machine = clockedMachine();
		const ps = recorded(text(row(1, '0:10.00')), text(row(1, '0:11.00', {start: 'Sat Nov 22 21:00:00 2025'})));
		const collector = processesCollector(machine, options, ps);
		await collector.collect(signal);
		machine.advance(2000);
		const processes = await collector.collect(signal);
		assert.deepEqual(
			processes?.list?.map(({cpuPercent}) => cpuPercent),
			[undefined],
		);
	});

	it('counts by state without threads, which ps does not report', async () => {
		const rows = ['R', 'S', 'I', 'U', 'T', 'Z'].map((state, index) => row(index + 1, '0:00.01', {state}));
		const processes = await processesCollector(clockedMachine(), options, recorded(text(...rows))).collect(signal);
		assert.deepEqual(
			{...processes, list: processes?.list?.length},
			{
				total: 6,
				running: 1,
				blocked: 1,
				sleeping: 3,
				stopped: 1,
				zombie: 1,
				threads: undefined,
				unreadable: 0,
				ended: undefined,
				list: 6,
			},
		);
		assert.ok(processes?.list?.every(({threads}) => threads === undefined));
	});

	it('counts without listing while the list is not requested', async () => {
		const unwanted = {...options, isListRequested: () => false};
		const processes = await processesCollector(clockedMachine(), unwanted, recorded(text(row(1, '0:00.01')))).collect(
			signal,
		);
		assert.deepEqual([processes?.total, processes?.list], [1, undefined]);
	});

	it('keeps the identity of an idle process', async () => {
		const machine = clockedMachine();
		const collector = processesCollector(machine, options, recorded(text(row(1, '0:10.00'))));
		await collector.collect(signal);
		machine.advance(2000);
		const second = await collector.collect(signal);
		machine.advance(2000);
		const third = await collector.collect(signal);
		assert.ok(second?.list?.[0]);
		assert.equal(second.list[0], third?.list?.[0]);
	});

	it('finds this process with a real ps', {skip: process.platform === 'win32'}, async () => {
		const ps = command('ps', psArguments, {timeoutMs: 10_000});
		const processes = await processesCollector(clockedMachine(), options, ps).collect(signal);
		const self = processes?.list?.find(({pid}) => pid === process.pid);
		assert.equal(self?.parentPid, process.ppid);
		assert.ok(self?.startedAtMs !== undefined && self.residentSetBytes > 10_000_000);
		const startedMs = Date.now() - process.uptime() * 1000;
		assert.ok(Math.abs(self.startedAtMs - startedMs) < 60_000);
	});
});
