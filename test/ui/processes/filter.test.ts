import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parseFilter} from '../../../source/ui/processes/filter.js';
import {processOf} from '../../helpers/processes.js';

const postgres = processOf(812, {
	name: 'postgres',
	user: 'postgres',
	cpuPercent: 12.5,
	residentSetBytes: 300 * 2 ** 20,
	threads: 4,
	state: 'R',
});
const commandLine = '/usr/lib/postgresql/15/bin/postgres -D /var/lib/data';

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
	'user=postgres',
	'USER=Postgres',
	'user!=root',
	'name~^post',
	'state=r',
	'threads=4',
	'pid=812',
	'ppid=1',
	'!root',
	'!cpu>50',
	'cpu>5 user=postgres data',
];

for (const text of matching) {
	test(`"${text}" matches the process`, () => {
		const filter = parseFilter(text);
		assert.equal(filter.error, undefined);
		assert.ok(filter.matches(postgres, commandLine));
	});
}

const missing = [
	'nginx',
	'cpu>50',
	'mem>1g',
	'user=root',
	'name~^gres',
	'!post',
	'cpu>5 user=root',
	'threads!=4',
	'81',
];

for (const text of missing) {
	test(`"${text}" does not match it`, () => {
		assert.ok(!parseFilter(text).matches(postgres, commandLine));
	});
}

const mistakes: readonly (readonly [string, RegExp])[] = [
	['colour=red', /unknown field "colour"; use cpu, mem/],
	['cpu>much', /expected a number/],
	['name>5', /name is text/],
	['name~[', /invalid regular expression/],
];

for (const [text, expected] of mistakes) {
	test(`"${text}" reports an error and hides nothing`, () => {
		const filter = parseFilter(text);
		assert.match(filter.error ?? '', expected);
		assert.ok(filter.matches(postgres, commandLine));
	});
}

test('an unknown value is not above or below anything', () => {
	const fresh = processOf(5, {cpuPercent: undefined});
	assert.ok(!parseFilter('cpu>=0').matches(fresh, undefined));
	assert.ok(!parseFilter('cpu<5').matches(fresh, undefined));
});

test('the filter never throws', () => {
	fc.assert(
		fc.property(fc.string(), text => {
			parseFilter(text).matches(postgres, undefined);
		}),
	);
});
