import assert from 'node:assert/strict';
import {chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {describe, it} from 'node:test';
import {remember} from '../../source/config/remember.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const choices = {view: 'compact', theme: 'light', hide: ['statistics', 'gpu']};

describe('choices are written', () => {
	for (const {title, before, after} of [
		{
			title: 'into nothing but braces',
			before: '{\n}\n',
			after: '{\n\t"view": "compact",\n\t"theme": "light",\n\t"hide": ["statistics","gpu"]\n}\n',
		},
		{
			title: 'beside comments and other settings, indented as they are',
			before: '{\n  // often\n  "interval": 1, // s\n  "keys": {"quit": "q"}\n}\n',
			after:
				'{\n  // often\n  "interval": 1, // s\n  "keys": {"quit": "q"},\n  "view": "compact",\n  "theme": "light",\n  "hide": ["statistics","gpu"]\n}\n',
		},
		{
			title: 'over earlier ones, where these are',
			before: '{\n\t"theme": "mono", // at night\n\t"hide": ["cpu"],\n\t"view": "line"\n}\n',
			after: '{\n\t"theme": "light", // at night\n\t"hide": ["statistics","gpu"],\n\t"view": "compact"\n}\n',
		},
		{
			title: 'after a comma that ends a list',
			before: '{\n\t"interval": 1,\n}\n',
			after: '{\n\t"interval": 1,\n\t"view": "compact",\n\t"theme": "light",\n\t"hide": ["statistics","gpu"],\n}\n',
		},
		{
			title: 'beside the key by which editors find the schema',
			before: '{"$schema": "./config.json"}\n',
			after:
				'{"$schema": "./config.json",\n\t"view": "compact",\n\t"theme": "light",\n\t"hide": ["statistics","gpu"]}\n',
		},
	]) {
		it(title, async () => {
			using directory = temporaryDirectory();
			const file = directory.file('config.json');
			writeFileSync(file, before);
			await remember(file, choices);
			assert.equal(readFileSync(file, 'utf8'), after);
			assert.deepEqual(directory.names(), ['config.json']);
		});
	}
});

test('a missing configuration is made with its folders, for its owner alone', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('deep/er/config.json');
	await remember(file, {theme: 'mono'});
	assert.equal(readFileSync(file, 'utf8'), '{\n\t"theme": "mono"\n}\n');
	assert.equal(statSync(file).mode & 0o777, 0o600);
	assert.equal(statSync(path.dirname(file)).mode & 0o777, 0o700);
});

test('permissions stay, and a link stays a link', async () => {
	using directory = temporaryDirectory();
	mkdirSync(directory.file('dotfiles'));
	writeFileSync(directory.file('dotfiles/mon.json'), '{}');
	chmodSync(directory.file('dotfiles/mon.json'), 0o640);
	symlinkSync('dotfiles/mon.json', directory.file('config.json'));
	await remember(directory.file('config.json'), {theme: 'mono'});
	assert.ok(lstatSync(directory.file('config.json')).isSymbolicLink());
	assert.match(readFileSync(directory.file('dotfiles/mon.json'), 'utf8'), /mono/);
	assert.equal(statSync(directory.file('dotfiles/mon.json')).mode & 0o777, 0o640);
});

for (const {title, text, message} of [
	{title: 'is no JSON any more', text: '{"theme": ', message: /config\.json:1:\d+: this is not JSON/},
	{title: 'sets what does not exist', text: '{"colour": 1}', message: /config\.json:1:2: colour is not a known key/},
	{title: 'is a list', text: '[]', message: /must be an object/},
]) {
	test(`a configuration that ${title} is left as it is`, async () => {
		using directory = temporaryDirectory();
		const file = directory.file('config.json');
		writeFileSync(file, text);
		await assert.rejects(remember(file, choices), message);
		assert.equal(readFileSync(file, 'utf8'), text);
		assert.deepEqual(directory.names(), ['config.json']);
	});
}

test('where nothing can be written, the reason is told', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file('file'), '');
	await assert.rejects(remember(directory.file('file/config.json'), choices), /ENOTDIR|EEXIST/);
});
