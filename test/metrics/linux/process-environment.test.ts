import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {processEnvironment} from '../../../source/metrics/linux/process-environment.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const secret = 'correct horse';

describe('processEnvironment', () => {
	it('has names only, unless values are requested', () => {
		using machine = fixtureMachine({'proc/7/environ': `PATH=/bin\0PASSWORD=${secret}\0EMPTY=\0URL=a=b\0`});
		const names = processEnvironment(machine, 7, {values: false});
		assert.deepEqual(
			names?.variables.map(({name}) => name),
			['PATH', 'PASSWORD', 'EMPTY', 'URL'],
		);
		assert.ok(!JSON.stringify(names).includes(secret));
		assert.deepEqual(
			processEnvironment(machine, 7, {values: true})?.variables.map(({name, value}) => [name, value]),
			[
				['PATH', '/bin'],
				['PASSWORD', secret],
				['EMPTY', ''],
				['URL', 'a=b'],
			],
		);
	});

	it('shows nothing of entries without a name, which may be secrets', () => {
		using machine = fixtureMachine({'proc/7/environ': `${secret}\0=${secret}\0`});
		assert.deepEqual(
			processEnvironment(machine, 7, {values: false})?.variables.map(({name}) => name),
			['?', '?'],
		);
	});

	it('reads the beginning of a huge environment and says so', () => {
		using machine = fixtureMachine({
			'proc/7/environ': `A=${'x'.repeat(300_000)}\0B=2\0`,
			'proc/8/environ': Array.from({length: 1500}, (_, index) => `V${index}=1\0`).join(''),
			'proc/9/environ': '',
		});
		assert.deepEqual(processEnvironment(machine, 7, {values: false}), {
			variables: [{name: 'A', value: undefined}],
			isTruncated: true,
		});
		const many = processEnvironment(machine, 8, {values: false});
		assert.deepEqual([many?.variables.length, many?.isTruncated], [1000, true]);
		assert.deepEqual(processEnvironment(machine, 9, {values: false}), {variables: [], isTruncated: false});
	});

	it('is unknown without permission or process', () => {
		using machine = fixtureMachine();
		assert.equal(processEnvironment(machine, 7, {values: false}), undefined);
	});
});
