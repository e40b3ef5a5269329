import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import {loadConfig} from '../../source/config/load-config.js';

test('the shipped schema is found by its name, and takes a file that names it', async () => {
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
