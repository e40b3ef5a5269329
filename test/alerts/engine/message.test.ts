import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createTimeline, rulesOf, type Seen} from '../timeline.js';

const gibibyte = 1_073_741_824;

/** Returns the message of an alert at a value. */
const rows: readonly (readonly [rule: string, seen: Seen, message: string])[] = [
	['memory.percentage>80,90', 85.5, 'High memory usage: 85.5% (threshold: 80.0%)'],
	['memory.percentage>80,90', 91, 'Critical memory usage: 91.0% (threshold: 90.0%)'],
	['disks.percentage>85,95', [['disks[/].percentage', 96.2]], 'Critical disk usage: 96.2% (threshold: 95.0%)'],
	['disks.percentage>85,95', [['disks[/data].percentage', 86]], 'High disk usage: 86.0% (threshold: 85.0%) on /data'],
	['disks.free<10GiB,1GiB', [['disks[/].free', 5 * gibibyte]], 'Low disk space: 5.00 GiB (threshold: 10.0 GiB)'],
	[
		'disks.free<,1GiB',
		[['disks[/var].free', gibibyte / 2]],
		'Critical disk space: 512 MiB (threshold: 1.00 GiB) on /var',
	],
	['gpus.temperature>85', [['gpus[1].temperature', 90]], 'High GPU temperature: 90 °C (threshold: 85 °C) on GPU 1'],
	[
		'network[*].receive_rate>10MB/s',
		[['network[eth0].receive_rate', 12_345_678]],
		'High network[eth0].receive_rate: 12.3 MB/s (threshold: 10.0 MB/s)',
	],
	['load.load1>4', 7.123, 'High load.load1: 7.12 (threshold: 4)'],
	['processes.zombie>,10', 11, 'Critical processes.zombie: 11 (threshold: 10)'],
	['system.uptime>30d', 2_678_400, 'High system.uptime: 31d 00:00 (threshold: 30d 00:00)'],
	[
		'disks.percentage>85',
		[['disks[/mnt/a\nb\u001b[31m\u202e].percentage', 90]],
		'High disk usage: 90.0% (threshold: 85.0%) on /mnt/a·b·[31m·',
	],
];

for (const [rule, seen, message] of rows) {
	test(`"${message}"`, () => {
		const timeline = createTimeline(rulesOf(rule));
		timeline.skipFirst(seen);
		assert.equal(timeline.see(seen).events[0]?.alert.message, message);
	});
}

test('the message of a cleared alert states the reason', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80,90', 'load.load1>4'));
	timeline.skipFirst(95);
	timeline.see(95);
	assert.deepEqual(
		timeline.see(3).events.map(({alert}) => alert.message),
		['Memory usage is back to normal: 3.0% (threshold: 80.0%)', 'load.load1 is back to normal: 3 (threshold: 4)'],
	);
});

test('long names are truncated in messages', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85'));
	const seen: Seen = [[`disks[/${'x'.repeat(10_000)}].percentage`, 90]];
	timeline.skipFirst(seen);
	const message = timeline.see(seen).events[0]?.alert.message ?? '';
	assert.ok(message.length > 200 && message.length < 300, String(message.length));
});
