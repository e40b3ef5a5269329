import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type FilterScope, parseFilter} from '../../../source/ui/processes/filter.js';
import {processOf} from '../../helpers/processes.js';

const postgres = processOf(812, {
	name: 'postgres',
	user: 'postgres',
	cpuPercent: 12.5,
	residentSetBytes: 300 * 2 ** 20,
	threads: 4,
	state: 'R',
	nice: -5,
	cpuTimeSeconds: 700,
	readBytesPerSecond: 1_500_000,
	writeBytesPerSecond: 0,
	majorFaultsPerSecond: 12,
	groupPath: '/system.slice/postgresql.service',
	startedAtMs: 1_700_000_000_000,
});

const scope: FilterScope = {
	commandLine: () => '/usr/lib/postgresql/15/bin/postgres -D /var/lib/data',
	memoryBytes: 2 ** 30,
	nowMs: 1_700_000_000_000 + 7200 * 1000,
};
const bare: FilterScope = {commandLine: () => undefined, memoryBytes: undefined, nowMs: 0};

const matching = [
	'',
	'post',
	'POST',
	'postgres',
	'812',
	'lib/data',
	'cpu>5',
	'cpu>=12.5',
	'cpu>5%',
	'mem>200m',
	'mem<1GiB',
	'memory>20%',
	'mem<30%',
	'user=postgres',
	'USER=Postgres',
	'user!=root',
	'name~^post',
	'name~^(nginx|post)',
	'state=r',
	'threads=4',
	'pid=812',
	'ppid=1',
	'nice<0',
	'nice=-5',
	'time>10m',
	'time>=700s',
	'time<1h',
	'age>1h',
	'io>1m',
	'io_read>=1.5MB/s',
	'io_write=0',
	'major_faults>10/s',
	'group=postgresql.service',
	'group~^postgres',
	'!root',
	'!cpu>50',
	'cpu>5 user=postgres data',
	'nginx | post',
	'nginx|post',
	'state=D|state=R',
	'user=root cpu>90 | user=postgres',
	'post |',
	'|',
];

for (const text of matching) {
	test(`"${text}" matches the process`, () => {
		const filter = parseFilter(text);
		assert.equal(filter.error, undefined);
		assert.ok(filter.matches(postgres, scope));
	});
}

const missing = [
	'nginx',
	'cpu>50',
	'mem>1g',
	'mem>50%',
	'user=root',
	'name~^gres',
	'!post',
	'cpu>5 user=root',
	'threads!=4',
	'81',
	'time>20m',
	'io>10m',
	'nice>0',
	'age<10m',
	'group=nginx.service',
	'nginx | apache',
	'user=root | cpu>90 post',
];

for (const text of missing) {
	test(`"${text}" does not match it`, () => {
		const filter = parseFilter(text);
		assert.equal(filter.error, undefined);
		assert.ok(!filter.matches(postgres, scope));
	});
}

const mistakes: readonly (readonly [string, RegExp])[] = [
	['colour=red', /unknown field "colour"; use pid, parent, .*io, age/],
	['__proto__=red', /unknown field/],
	['cpu>much', /cpu>much: expected a number in %/],
	['cpu>5m', /expected a number in %/],
	['mem>10x', /expected a size, such as 200m, 1\.5g or 10%/],
	['mem>10k%', /expected a size/],
	['virtual>10%', /only memory and shared are compared in %/],
	['time>10x', /expected a time, such as 90s, 10m, 2h or 3d/],
	['time>10%', /expected a time/],
	['io>5%', /expected bytes per second/],
	['nice>5m', /expected a number without a unit/],
	['threads>5%', /expected a number without a unit/],
	['threads~5', /a number has no pattern/],
	['name>5', /name is text/],
	['name~[', /invalid regular expression/],
	['post | cpu>x', /expected a number/],
];

for (const [text, expected] of mistakes) {
	test(`"${text}" reports an error and hides nothing`, () => {
		const filter = parseFilter(text);
		assert.match(filter.error ?? '', expected);
		assert.ok(filter.matches(postgres, scope));
	});
}

test('an unknown value is not above or below anything', () => {
	const fresh = processOf(5, {cpuPercent: undefined, readBytesPerSecond: undefined, writeBytesPerSecond: undefined});
	for (const text of ['cpu>=0', 'cpu<5', 'io>=0', 'io<5']) {
		assert.ok(!parseFilter(text).matches(fresh, bare), text);
	}
});

test('without the size of the memory, no share of it matches', () => {
	assert.ok(!parseFilter('mem>=0%').matches(postgres, bare));
	assert.ok(!parseFilter('mem<100%').matches(postgres, bare));
});

test('the filter never throws', () => {
	fc.assert(
		fc.property(fc.string(), text => {
			parseFilter(text).matches(postgres, bare);
		}),
	);
});
