import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import {configSchema} from '../../source/config/model/config-schema.js';
import {UsageError} from '../../source/config/model/usage-error.js';
import {keyActions} from '../../source/config/options/key-actions.js';
import {loadConfig} from '../../source/config/sources/load-config.js';
import {keyFaults} from '../../source/ui/input/keys.js';

test('the shipped schema exists at the printed location and accepts a file with $schema', async () => {
	const file = createRequire(import.meta.url).resolve('mon-tui/schema/config.json');
	const validate = new Ajv2020({strict: false}).compile(JSON.parse(readFileSync(file, 'utf8')));
	const content = {
		$schema: 'node_modules/mon-tui/schema/config.json',
		interval: '2s',
		alerts: {rules: ['load.load1>4']},
	};
	assert.ok(validate(content));
	assert.ok(!validate({...content, intervall: 1}));
	const {config} = await loadConfig({
		argv: ['--config', 'config.json'],
		env: {},
		readFile: async () => JSON.stringify(content),
	});
	assert.equal(config.intervalMs, 2000);
});

const validate = new Ajv2020({strict: false}).compile(configSchema());

const rule = (one: unknown): unknown => ({alerts: {rules: [one]}});
const handler = (one: unknown): unknown => ({alerts: {handlers: [one]}});

for (const [name, content] of [
	['every key action', {keys: Object.fromEntries(keyActions.map((action, index) => [action, `ctrl+${index}`]))}],
	['a rule in a line', rule('memory.percentage>80,90 for 30s clear 70 cooldown 1h')],
	['a rule with a selector', rule('disks[/my data].free < 1GiB')],
	['a rule with CRITICAL alone', rule('memory.percentage>,90')],
	['a rule as an object', rule({metric: 'memory.percentage', critical: '90%', for: '5m', handlers: 'ops'})],
	['a handler with its settings', handler({type: 'webhook', url: 'https://example.org', headers: {'X-Team': 'ops'}})],
	['a handler with a file', handler({type: 'slack', urlFile: '/run/secrets/slack'})],
] as const) {
	test(`the schema accepts ${name}`, () => {
		validate(content);
		assert.deepEqual(validate.errors, null);
	});
}

for (const [name, content, place] of [
	['a key action that is none', {keys: {nextVeiw: 'x'}}, '/keys'],
	['a text that is no rule', rule('memory is full'), '/alerts/rules/0'],
	['a rule with another operator', rule('memory.percentage>=80'), '/alerts/rules/0'],
	['a rule without a threshold', rule('memory.percentage>'), '/alerts/rules/0'],
	['a rule with another word', rule('memory.percentage>80 during 5m'), '/alerts/rules/0'],
	['a rule object without a threshold', rule({metric: 'memory.percentage'}), '/alerts/rules/0'],
	['a rule that is a number', rule(7), '/alerts/rules/0'],
	['a handler without a type', handler({url: 'https://example.org'}), '/alerts/handlers/0'],
	['a handler of another type', handler({type: 'pager'}), '/alerts/handlers/0/type'],
	['a handler with a setting of another type', handler({type: 'file', path: 'a', url: 'x'}), '/alerts/handlers/0'],
	['a handler that lacks a setting', handler({type: 'email', host: 'h', from: 'a@b.c'}), '/alerts/handlers/0'],
] as const) {
	test(`the schema refuses ${name}, as mon-tui does`, async () => {
		assert.equal(validate(content), false);
		assert.ok(validate.errors?.some(({instancePath}) => instancePath === place));
		// One mistake gives one message, and one about the branch that does not match.
		assert.ok((validate.errors?.length ?? 0) <= 4, JSON.stringify(validate.errors));
		await assert.rejects(
			loadConfig({
				argv: ['--config', 'config.json'],
				env: {},
				readFile: async () => JSON.stringify(content),
				keyFaults,
			}),
			UsageError,
		);
	});
}
