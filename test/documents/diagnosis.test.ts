import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type FindingId, findingIds} from '../../source/diagnosis/finding.js';
import {diagnosed, type ReadingChanges} from '../helpers/diagnosed.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {cpu, disk, network, ok, quietSockets, shares} from '../helpers/samples.js';
import {textOf} from './documents.js';

const page = textOf('docs/diagnosis.md');
/** The conditions of the page, by name. */
const conditions: ReadonlyMap<string, string> = new Map(
	[...page.matchAll(/^\| `([a-z]+\.[a-z_]+)` \| (.+?) \|/gm)].map(([, id = '', condition = '']) => [id, condition]),
);

test('the page lists every condition of the diagnosis', () => {
	assert.deepEqual([...conditions.keys()].sort(), [...findingIds].sort());
});

const stall = (avg10: number) => ({avg10, avg60: avg10, avg300: avg10});
const noStall = {some: stall(0), full: stall(0)};
const calm = {cpu: noStall, memory: noStall, io: noStall, irq: undefined};
const busy = ok(cpu(95, [95, 95]));
const rate = (readings: Partial<typeof quietSockets>): ReadingChanges => ({
	sockets: ok({...quietSockets, ...readings}),
});
const [eth0] = network.interfaces;

/** A number of the page, and the readings of a machine that has this number. */
type Probe = {
	readonly id: FindingId;
	/** Its group is the number. */
	readonly number: RegExp;
	readonly severity: 'note' | 'warning' | 'critical';
	readings(number: number): ReadingChanges;
};

const pressureOf = (part: 'cpu' | 'io', percent: number) =>
	ok({...calm, [part]: {some: stall(percent), full: stall(percent)}});

const probes: readonly Probe[] = [
	{
		id: 'cpu.saturated',
		number: /pressure at least (\d+) %/,
		severity: 'warning',
		readings: percent => ({processor: busy, pressure: pressureOf('cpu', percent)}),
	},
	{
		id: 'cpu.saturated',
		number: /critical: (\d+) %/,
		severity: 'critical',
		readings: percent => ({processor: busy, pressure: pressureOf('cpu', percent)}),
	},
	{
		id: 'cpu.busy',
		number: /at least (\d+) % busy/,
		severity: 'note',
		readings: percent => ({processor: ok(cpu(percent, [percent, percent])), pressure: ok(calm)}),
	},
	...(['warning', 'critical'] as const).map(
		(severity): Probe => ({
			id: 'cpu.steal',
			number: severity === 'warning' ? /at least (\d+) %/ : /critical: (\d+) %/,
			severity,
			readings: percent => ({processor: ok({...cpu(40, [40]), total: {...shares(40), stealPercent: percent}})}),
		}),
	),
	{
		id: 'cpu.interrupts',
		number: /at least (\d+) %/,
		severity: 'warning',
		readings: percent => ({
			processor: ok({...cpu(40, [40]), total: {...shares(40), irqPercent: 0, softirqPercent: percent}}),
		}),
	},
	...(['warning', 'critical'] as const).map(
		(severity): Probe => ({
			id: 'disk.full',
			number: severity === 'warning' ? /at least (\d+) %/ : /critical: (\d+) %/,
			severity,
			readings: percent => ({disks: ok([disk('/', percent, 1000)])}),
		}),
	),
	...(['warning', 'critical'] as const).map(
		(severity): Probe => ({
			id: 'disk.saturated',
			number: severity === 'warning' ? /pressure of at least (\d+) %/ : /critical: (\d+) %/,
			severity,
			readings: percent => ({pressure: pressureOf('io', percent)}),
		}),
	),
	{
		id: 'network.saturated',
		number: /at least (\d+) %/,
		severity: 'warning',
		readings: percent => ({network: ok({...network, interfaces: eth0 ? [{...eth0, linkUsedPercent: percent}] : []})}),
	},
	...(['warning', 'critical'] as const).map(
		(severity): Probe => ({
			id: 'tcp.ports',
			number: severity === 'warning' ? /at least (\d+) %/ : /critical: (\d+) %/,
			severity,
			readings: percent => rate({localPortsPercent: percent}),
		}),
	),
	{
		id: 'tcp.listen_overflow',
		number: /critical: (\d+)/,
		severity: 'critical',
		readings: number => rate({listenOverflowsPerSecond: number}),
	},
	{
		id: 'tcp.retransmits',
		number: /at least (\d+) %/,
		severity: 'warning',
		readings: percent => rate({segmentsSentPerSecond: 1000, retransmitsPerSecond: percent * 10}),
	},
	...(['warning', 'critical'] as const).map(
		(severity): Probe => ({
			id: 'process.files',
			number: severity === 'warning' ? /at least (\d+) %/ : /critical: (\d+) %/,
			severity,
			readings: percent => ({
				processes: ok(processesOf([processOf(100, {openFiles: percent * 10, maxOpenFiles: 1000})])),
			}),
		}),
	),
];

const healthy: ReadingChanges = {
	processor: ok(cpu(20, [20, 20])),
	disks: ok([disk('/', 40)]),
	network: ok({...network, interfaces: []}),
};

for (const {id, number, severity, readings} of probes) {
	test(`${id}: the threshold of a ${severity} is that of the page`, () => {
		const threshold = Number(number.exec(conditions.get(id) ?? '')?.[1]);
		assert.ok(threshold > 0, `no number in ${conditions.get(id)}`);
		const severityAt = (value: number) =>
			diagnosed(60, () => ({...healthy, ...readings(value)})).find(finding => finding.id === id)?.severity;
		assert.equal(severityAt(threshold + 0.5), severity);
		assert.notEqual(severityAt(threshold - 0.5), severity);
	});
}
