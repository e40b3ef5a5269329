import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {alertOf} from '../helpers/alert-events.js';
import {launchBrowser, noBrowser} from '../helpers/browser.js';
import {processOf} from '../helpers/processes.js';
import {cpu, disk, ok, sampleAt} from '../helpers/samples.js';
import {serve, type TestServer} from '../helpers/serve.js';

const options = {skip: noBrowser};
let browser: Browser | undefined;

before(async () => {
	browser = noBrowser === false ? await launchBrowser() : undefined;
});
after(async () => browser?.close());

type Visit = AsyncDisposable & {readonly page: Page; readonly complaints: readonly string[]};

/** Opens the page in a browser that knows nothing yet. */
async function visit(url: string, viewport = {width: 1000, height: 900}): Promise<Visit> {
	assert.ok(browser);
	const context = await browser.newContext({viewport});
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('console', message => {
		if (message.type() === 'error') {
			complaints.push(message.text());
		}
	});
	page.on('pageerror', error => complaints.push(String(error)));
	await page.goto(url);
	return {page, complaints, [Symbol.asyncDispose]: () => context.close()};
}

/** Waits until an element shows this text. */
async function shows(page: Page, selector: string, text: string | RegExp): Promise<void> {
	await page.locator(selector).filter({hasText: text}).first().waitFor({timeout: 15_000, state: 'attached'});
}

async function linkIs(page: Page, text: string | RegExp): Promise<void> {
	await shows(page, '#link', text);
}

function publishTypical(server: TestServer): void {
	for (let index = 0; index <= 60; index++) {
		server.publish(
			0,
			sampleAt(
				index,
				{cpu: ok(cpu(20 + index, [10, 90])), disks: ok([disk('/', 62.4), disk('/data', 96.2)])},
				index + 1,
			),
		);
	}
}

test(
	'the page shows the machine, its past and every change, and the browser has nothing to object to',
	options,
	async () => {
		await using server = await serve();
		publishTypical(server);
		await using visitor = await visit(`http://${server.place}/`);
		const {page, complaints} = visitor;
		await linkIs(page, 'live');
		await shows(page, '#host', 'web-01');
		await shows(page, '#cpu', '80.0 %');
		await shows(page, '#memory', '75.0 %');
		await shows(page, '#disks .bar', '/data');
		assert.equal(await page.title(), 'web-01 – mon-tui');
		assert.equal(await page.locator('#disks .fill.critical').count(), 1);
		// Sixty-one samples before, drawn without a gap.
		const path = await page.locator('#cpu-graph path').getAttribute('d');
		assert.equal(path?.match(/M/g)?.length, 1);
		assert.ok((path?.match(/L/g)?.length ?? 0) >= 59);

		server.publish(0, {...sampleAt(62, {cpu: ok(cpu(12.3))}, 64), alerts: [alertOf({level: 'CRITICAL'})]});
		await shows(page, '#cpu', '12.3 %');
		await shows(page, '#alerts .critical', 'High memory usage: 85.5%');
		assert.deepEqual(complaints, []);
	},
);

test('a name that is markup is shown as it is', options, async () => {
	await using server = await serve();
	const name = '<img src=x onerror="document.title=1">';
	const counts = {running: 1, sleeping: 0, stopped: 0, zombie: 0, threads: 1, unreadable: 0};
	server.publish(
		0,
		sampleAt(0, {
			disks: ok([disk(name, 10)]),
			processes: ok({total: 1, ...counts, list: [processOf(7, {name, cpuPercent: 5})]}),
		}),
	);
	await using visitor = await visit(`http://${server.place}/`);
	await shows(visitor.page, '#processes td', name);
	await shows(visitor.page, '#disks .bar', name);
	assert.equal(await visitor.page.locator('img').count(), 0);
	assert.deepEqual(visitor.complaints, []);
});

test('the token is taken from the fragment and disappears from the address', options, async () => {
	await using server = await serve({token: 'a/token+of=mine'});
	server.publish(0);
	await using visitor = await visit(`http://${server.place}/#token=${encodeURIComponent('a/token+of=mine')}`);
	await linkIs(visitor.page, 'live');
	assert.equal(visitor.page.url(), `http://${server.place}/`);
	await visitor.page.reload();
	await linkIs(visitor.page, 'live');
});

test('without the token the page asks for it', options, async () => {
	await using server = await serve({token: 'mine'});
	server.publish(0);
	await using visitor = await visit(`http://${server.place}/`);
	const {page} = visitor;
	await linkIs(page, 'a token is needed');
	await page.fill('#token', 'not mine');
	await page.click('button');
	await linkIs(page, 'the token is not right');
	await page.fill('#token', 'mine');
	await page.click('button');
	await linkIs(page, 'live');
	assert.equal(await page.locator('#login').isVisible(), false);
});

test('a lost connection is shown and comes back by itself', options, async () => {
	const first = await serve();
	first.publish(0);
	await using visitor = await visit(`http://${first.place}/`);
	await linkIs(visitor.page, 'live');
	await first[Symbol.asyncDispose]();
	await linkIs(visitor.page, /connection lost, again in \d+ s/);
	await shows(visitor.page, 'main.stale', 'CPU');
	await using second = await serve({port: Number(first.place.split(':')[1])});
	second.publish(0, sampleAt(0, {cpu: ok(cpu(43.2))}));
	await linkIs(visitor.page, 'live');
	await shows(visitor.page, '#cpu', '43.2 %');
});

test('the page fits a phone, and follows a dark system', options, async () => {
	await using server = await serve();
	publishTypical(server);
	await using visitor = await visit(`http://${server.place}/`, {width: 360, height: 740});
	const {page} = visitor;
	await linkIs(page, 'live');
	assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360);
	const background = 'getComputedStyle(document.body).backgroundColor';
	const light = await page.evaluate(background);
	await page.emulateMedia({colorScheme: 'dark'});
	assert.notEqual(await page.evaluate(background), light);
});
