import assert from 'node:assert/strict';
import {
	chmodSync,
	chownSync,
	lchownSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {type CodeCache, codeCache} from '../../source/start/code-cache.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const code = Buffer.from('compiled code');

function cacheIn(home: string, env: Readonly<Record<string, string>> = {}): CodeCache {
	return codeCache(env, () => home);
}

/** A home directory in which code is kept under the name `one`. */
function keptCode(): Disposable & {readonly cache: CodeCache; readonly directory: string; readonly file: string} {
	const home = temporaryDirectory();
	const cache = cacheIn(home.path);
	cache.write('one', () => code);
	const directory = home.file('.cache/mon-tui');
	return {cache, directory, file: `${directory}/one.code`, [Symbol.dispose]: () => home[Symbol.dispose]()};
}

test('kept code is read again, by this user alone', () => {
	using kept = keptCode();
	assert.deepEqual(kept.cache.read('one'), code);
	assert.equal(kept.cache.read('other'), undefined);
	assert.equal(statSync(kept.directory).mode & 0o777, 0o700);
	assert.equal(statSync(kept.file).mode & 0o777, 0o600);
});

test('code is kept below XDG_CACHE_HOME unless that is relative', () => {
	using home = temporaryDirectory();
	mkdirSync(home.file('cache'));
	cacheIn(home.file('missing'), {XDG_CACHE_HOME: home.file('cache')}).write('one', () => code);
	assert.deepEqual(readdirSync(home.file('cache/mon-tui')), ['one.code']);
	cacheIn(home.path, {XDG_CACHE_HOME: 'relative'}).write('one', () => code);
	assert.deepEqual(readdirSync(home.file('.cache/mon-tui')), ['one.code']);
});

for (const [what, damage] of Object.entries({
	'a changed byte': (file: string) => {
		const content = readFileSync(file);
		content[3] = (content[3] ?? 0) ^ 1;
		writeFileSync(file, content);
	},
	'a lost end': (file: string) => truncateSync(file, 9),
	'nothing in it': (file: string) => truncateSync(file, 0),
	'only zeros': (file: string) => writeFileSync(file, Buffer.alloc(100)),
	'a mode that lets others write': (file: string) => chmodSync(file, 0o622),
	'a link in its place': (file: string) => {
		renameSync(file, `${file}-elsewhere`);
		symlinkSync(`${file}-elsewhere`, file);
	},
	'a directory in its place': (file: string) => {
		renameSync(file, `${file}-elsewhere`);
		mkdirSync(file, 0o700);
	},
})) {
	test(`a file with ${what} is not run`, () => {
		using kept = keptCode();
		damage(kept.file);
		assert.equal(kept.cache.read('one'), undefined);
	});
}

test('a directory in which others can write is neither read nor written', () => {
	using kept = keptCode();
	chmodSync(kept.directory, 0o777);
	assert.equal(kept.cache.read('one'), undefined);
	kept.cache.write('more', () => code);
	assert.deepEqual(readdirSync(kept.directory), ['one.code']);
});

test('files of another user are not run, and nothing is put into the home directory of another user', {
	skip: process.getuid?.() !== 0 && 'only root can give files away',
}, () => {
	const other = 65_534;
	using kept = keptCode();
	chownSync(kept.file, other, other);
	assert.equal(kept.cache.read('one'), undefined);

	using home = temporaryDirectory();
	chownSync(home.path, other, other);
	cacheIn(home.path).write('one', () => code);
	assert.deepEqual(readdirSync(home.path), []);
});

test('without a home directory, and where nothing can be written, nothing is kept and nothing fails', () => {
	using home = temporaryDirectory();
	writeFileSync(home.file('.cache'), '');
	for (const directory of [home.file('missing'), '/proc', home.path]) {
		const cache = cacheIn(directory);
		cache.write('one', () => code);
		assert.equal(cache.read('one'), undefined);
	}

	const cache = codeCache({}, () => {
		throw new Error('no such user');
	});
	cache.write('one', () => code);
	assert.equal(cache.read('one'), undefined);
});

test('NODE_DISABLE_COMPILE_CACHE keeps nothing, and nothing is compiled for it', () => {
	using home = temporaryDirectory();
	cacheIn(home.path, {NODE_DISABLE_COMPILE_CACHE: '1'}).write('one', () => assert.fail());
	assert.deepEqual(readdirSync(home.path), []);
});

test('only the newest six files are kept, and files of other programs are left alone', () => {
	using kept = keptCode();
	const others = ['config.json', 'cache.db', 'link'];
	for (const name of others.slice(0, 2)) {
		writeFileSync(`${kept.directory}/${name}`, '');
		utimesSync(`${kept.directory}/${name}`, 0, 0);
	}

	symlinkSync('/nonexistent', `${kept.directory}/link`);
	symlinkSync('/nonexistent', `${kept.directory}/dangling.code`);
	mkdirSync(`${kept.directory}/directory.code`);
	utimesSync(`${kept.directory}/directory.code`, 0, 0);
	for (let count = 1; count <= 8; count++) {
		kept.cache.write(`number-${count}`, () => code);
		utimesSync(`${kept.directory}/number-${count}.code`, count, count);
	}

	kept.cache.write('newest', () => code);
	assert.deepEqual(
		readdirSync(kept.directory).sort(),
		[
			...['dangling', 'newest', 'number-6', 'number-7', 'number-8', 'one', 'directory'].map(name => `${name}.code`),
			...others,
		].sort(),
	);
});

test('root puts nothing where a link of another user leads', {
	skip: process.getuid?.() !== 0 && 'only root can give files away',
}, () => {
	const other = 65_534;
	using home = temporaryDirectory();
	using target = temporaryDirectory();
	mkdirSync(target.file('mon-tui'), 0o700);
	writeFileSync(target.file('mon-tui/old.code'), '');
	symlinkSync(target.path, home.file('.cache'));
	lchownSync(home.file('.cache'), other, other);
	chownSync(home.path, other, other);
	cacheIn(home.path).write('one', () => code);
	assert.deepEqual(readdirSync(target.file('mon-tui')), ['old.code']);
});
