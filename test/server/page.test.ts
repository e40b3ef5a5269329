import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type IncomingMessage, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Browser, Page} from 'playwright-core';
import {attachServer} from '../../source/server/attach-server.js';
import {alertOf} from '../helpers/alert-events.js';
import {launchBrowser, noBrowser} from '../helpers/browser.js';
import {eventually} from '../helpers/eventually.js';
import {findingOf} from '../helpers/findings.js';
import {processOf} from '../helpers/processes.js';
import {openProxy} from '../helpers/proxy.js';
import {sampleStore} from '../helpers/sample-store.js';
import {cpu, disk, ok, sampleAt} from '../helpers/samples.js';
import {connect, serve, type TestServer} from '../helpers/serve.js';

const options = {skip: noBrowser};
let browser: Browser | undefined;

before(async () => {
	browser = noBrowser === false ? await launchBrowser() : undefined;
});
after(async () => browser?.close());

type Visit = AsyncDisposable & {readonly page: Page; readonly complaints: readonly string[]};

/** Opens the page in a new browser context. */
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
				{processor: ok(cpu(20 + index, [10, 90])), disks: ok([disk('/', 62.4), disk('/data', 96.2)])},
				index + 1,
			),
		);
	}
}

test('the page shows the machine, its history and every update, without errors in the browser', options, async () => {
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

	server.publish(0, {...sampleAt(62, {processor: ok(cpu(12.3))}, 64), alerts: [alertOf({level: 'CRITICAL'})]});
	await shows(page, '#cpu', '12.3 %');
	await shows(page, '#alerts .critical', 'High memory usage: 85.5%');
	assert.deepEqual(complaints, []);
});

test('the worst findings are one line at the top of the page', options, async () => {
	await using server = await serve();
	publishTypical(server);
	await using visitor = await visit(`http://${server.place}/`, {width: 400, height: 800});
	const {page, complaints} = visitor;
	await linkIs(page, 'live');
	assert.equal(await page.locator('#verdict').textContent(), '', 'a server without a diagnosis');
	const findings = [
		findingOf({sentence: `/data is full: <b>x</b> ${'writes '.repeat(40)}`}),
		findingOf({id: 'cpu.saturated', severity: 'warning', sentence: '2 CPUs are saturated'}),
		findingOf({id: 'cpu.busy', severity: 'note', sentence: 'a note'}),
	];
	server.publish(0, {...sampleAt(70, {}, 70), findings});
	await shows(page, '#verdict.critical', /^\/data is full: <b>x<\/b> .* · 2 CPUs are saturated$/);
	const line = await page.locator('#verdict').boundingBox();
	assert.ok(line && line.height < 40, 'one line');
	assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
	server.publish(0, {...sampleAt(80, {}, 80), findings: []});
	await shows(page, '#verdict', 'Nothing is wrong.');
	assert.deepEqual(complaints, []);
});

test('markup in a name is shown as text', options, async () => {
	await using server = await serve();
	const name = '<img src=x onerror="document.title=1">';
	const counts = {
		running: 1,
		sleeping: 0,
		stopped: 0,
		zombie: 0,
		threads: 1,
		unreadable: 0,
		blocked: undefined,
		ended: undefined,
	};
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

test('the token is read from the fragment and removed from the address', options, async () => {
	await using server = await serve({token: 'a/token+of=mine'});
	server.publish(0);
	await using visitor = await visit(`http://${server.place}/#token=${encodeURIComponent('a/token+of=mine')}`);
	await linkIs(visitor.page, 'live');
	assert.equal(visitor.page.url(), `http://${server.place}/`);
	await visitor.page.reload();
	await linkIs(visitor.page, 'live');
});

test('the page prompts for a missing token', options, async () => {
	await using server = await serve({token: 'mine'});
	server.publish(0);
	await using visitor = await visit(`http://${server.place}/`);
	const {page} = visitor;
	await linkIs(page, 'token required');
	await page.fill('#token', 'not mine');
	await page.click('button');
	await linkIs(page, 'wrong token');
	await page.fill('#token', 'mine');
	await page.click('button');
	await linkIs(page, 'live');
	assert.equal(await page.locator('#login').isVisible(), false);
});

test('the page shows a lost connection and reconnects', options, async () => {
	const first = await serve();
	first.publish(0);
	await using visitor = await visit(`http://${first.place}/`);
	await linkIs(visitor.page, 'live');
	await first[Symbol.asyncDispose]();
	await linkIs(visitor.page, /connection lost: the server stopped, retrying in \d+ s/);
	await shows(visitor.page, 'main.stale', 'CPU');
	await using second = await serve({port: Number(first.place.split(':')[1])});
	second.publish(0, sampleAt(0, {processor: ok(cpu(43.2))}));
	await linkIs(visitor.page, 'live');
	await shows(visitor.page, '#cpu', '43.2 %');
});

test('the page fits a phone screen and supports dark mode', options, async () => {
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

test('data that is three intervals old is marked as stale, with its age', options, async () => {
	await using server = await serve();
	server.publish(0);
	await using wire = await openProxy(() => server.place);
	await using visitor = await visit(`http://${wire.place}/`);
	const {page} = visitor;
	await linkIs(page, 'live');
	assert.equal(await page.locator('#age').textContent(), '');
	wire.stall();
	await linkIs(page, 'no new data');
	await shows(page, '#age', /data is \d+ s old/);
	await shows(page, 'main.stale', 'CPU');
	assert.equal(await page.title(), '… web-01 – mon-tui');
});

test(
	'after a restart of the server with its clock set back, the graphs keep their points and show a gap',
	options,
	async () => {
		const first = await serve();
		const port = Number(first.place.split(':')[1]);
		for (let index = 0; index <= 40; index++) {
			first.publish(0, sampleAt(index, {processor: ok(cpu(20 + index))}, index + 1));
		}

		await using visitor = await visit(`http://${first.place}/`);
		const {page} = visitor;
		await linkIs(page, 'live');
		const points = async () => (await page.locator('#cpu-graph path').getAttribute('d'))?.match(/[ML]/g) ?? [];
		await eventually('the history', async () => (await points()).length >= 41);
		await first[Symbol.asyncDispose]();
		await linkIs(page, 'connection lost');
		// Long enough that the gap is not a late sample.
		await sleep(4000);
		await using second = await serve({port});
		// One hour earlier.
		second.publish(0, sampleAt(-3600, {processor: ok(cpu(43.2))}));
		await linkIs(page, 'live');
		await shows(page, '#cpu', '43.2 %');
		const after = await points();
		assert.ok(after.length >= 42, `${after.length} points`);
		assert.equal(after.filter(kind => kind === 'M').length, 2);
	},
);

test('a history in several messages is drawn completely', options, async () => {
	await using server = await serve();
	for (let index = 0; index <= 290; index++) {
		server.publish(0, sampleAt(index, {processor: ok(cpu(index / 3))}, index + 1));
	}

	await using visitor = await visit(`http://${server.place}/`);
	await linkIs(visitor.page, 'live');
	await eventually('all of it', async () => {
		const path = await visitor.page.locator('#cpu-graph path').getAttribute('d');
		return path?.match(/M/g)?.length === 1 && (path.match(/L/g)?.length ?? 0) >= 288;
	});
});

const alert = {
	id: 'disk',
	level: 'CRITICAL',
	message: 'Critical disk usage on /data: 96.2%',
	durationMs: 83_000,
} as const;

test(
	'an alert shows its level and start time, the title shows the number of alerts, and a screen reader announces it once',
	options,
	async () => {
		await using server = await serve();
		server.publish(0);
		await using visitor = await visit(`http://${server.place}/`);
		const {page, complaints} = visitor;
		await linkIs(page, 'live');
		const icon = () => page.locator('link[rel=icon]').getAttribute('href');
		const well = await icon();
		assert.equal(await page.locator('#alerts').getAttribute('aria-live'), 'assertive');
		await page.evaluate(`
		added = [];
		new MutationObserver(changes => {
			added.push(...changes.flatMap(({addedNodes}) => [...addedNodes].map(node => node.textContent)));
		}).observe(document.querySelector('#alerts'), {childList: true});
	`);
		server.publish(0, {...sampleAt(1, {}, 2), alerts: [alertOf({id: 'memory'}), alertOf(alert)]});
		await shows(
			page,
			'#alerts .critical',
			/✖ CRITICAL.*Critical disk usage on \/data: 96\.2%.*for 1 min, since \d+:\d\d/,
		);
		await shows(page, '#alerts .warning', /▲ WARNING.*High memory usage/);
		assert.equal(await page.title(), '(✖2) web-01 – mon-tui');
		const critical = await icon();
		assert.notEqual(critical, well);

		server.publish(0, {...sampleAt(2, {}, 4), alerts: [alertOf({id: 'memory', durationMs: 200_000})]});
		await shows(page, '#alerts .warning', 'for 3 min');
		assert.equal(await page.title(), '(▲1) web-01 – mon-tui');
		assert.notEqual(await icon(), critical);
		server.publish(0, sampleAt(3, {}, 6));
		await eventually('no alert', async () => (await page.locator('#alerts li').count()) === 0);
		assert.equal(await page.title(), 'web-01 – mon-tui');
		const added = (await page.evaluate('added')) as readonly string[];
		assert.deepEqual(
			added.map(text => text.slice(0, 6)),
			['▲ WARN', '✖ CRIT'],
		);
		assert.deepEqual(complaints, []);
	},
);

test(
	'the page shows why the WebSocket is refused: foreign Origin, foreign Host, too many wrong tokens',
	options,
	async () => {
		await using server = await serve({token: 'the-token-of-this-test', trustProxy: true});
		server.publish(0);
		// The page is loaded under another name than the server has.
		const names: Record<string, string> = {'x-forwarded-host': '127.0.0.1:9'};
		await using proxy = await rewritingProxy(server.place, names);
		await using visitor = await visit(`http://${proxy.place}/#token=the-token-of-this-test`);
		await linkIs(visitor.page, 'this Origin is not allowed; add the origin to allowOrigins');
		names['x-forwarded-host'] = proxy.place;
		await linkIs(visitor.page, 'live');

		await using guesser = await visit(`http://${proxy.place}/`);
		await linkIs(guesser.page, 'token required');
		for (let count = 0; count < 11; count++) {
			await guesser.page.fill('#token', `guess-${count}`);
			await guesser.page.click('button');
			if (count < 10) {
				await linkIs(guesser.page, 'wrong token');
			}
		}

		await linkIs(guesser.page, /too many wrong tokens from this address, retrying in \d+ s/);
	},
);

test('the page shows that the server is full', options, async () => {
	await using server = await serve({maxClients: 1});
	server.publish(0);
	using _client = await connect(`ws://${server.place}/`);
	await using visitor = await visit(`http://${server.place}/`);
	await linkIs(visitor.page, /connection lost: the server is full, retrying in \d+ s/);
});

for (const [name, upstream] of [
	['that keeps the slash', '/'],
	['that loses it', ''],
] as const) {
	test(
		`the page works behind a prefix, with and without its last slash, through a proxy ${name}`,
		options,
		async () => {
			await using server = await serve({trustProxy: true});
			server.publish(0);
			await using proxy = await rewritingProxy(server.place, {}, path => path.replace(/^\/mon/, upstream));
			for (const path of ['/mon', '/mon/']) {
				await using visitor = await visit(`http://${proxy.place}${path}`);
				await linkIs(visitor.page, 'live');
				assert.notEqual(
					await visitor.page.evaluate('getComputedStyle(document.querySelector("main")).display'),
					'block',
				);
				assert.deepEqual(visitor.complaints, []);
			}
		},
	);
}

test('the page works below a path of an application, with and without the last slash', options, async () => {
	const store = sampleStore();
	const httpServer = createServer((request, response) => attached.handleRequest(request, response));
	await using attached = await attachServer(httpServer, store, {path: '/monitor'});
	httpServer.listen(0, '127.0.0.1');
	await once(httpServer, 'listening');
	store.receive(sampleAt(0));
	for (const path of ['/monitor', '/monitor/']) {
		await using visitor = await visit(`http://127.0.0.1:${(httpServer.address() as AddressInfo).port}${path}`);
		await linkIs(visitor.page, 'live');
		assert.deepEqual(visitor.complaints, []);
	}

	httpServer.closeAllConnections();
	httpServer.close();
});

test('the value of every core is readable on a small and a large screen', options, async () => {
	await using server = await serve();
	const shares = Array.from({length: 1100}, (_, core) => (core % 2 === 0 ? 100 : core % 100));
	server.publish(0, sampleAt(0, {processor: ok(cpu(50, shares))}));
	for (const width of [360, 1366, 2560]) {
		await using visitor = await visit(`http://${server.place}/`, {width, height: 900});
		await linkIs(visitor.page, 'live');
		const cut = `[...document.querySelectorAll('#cores .bar > span')].filter(one => one.scrollWidth > one.clientWidth).length`;
		assert.equal(await visitor.page.locator('#cores .bar').count(), 1100);
		assert.equal(await visitor.page.evaluate(cut), 0, `${width} px`);
		assert.equal(await visitor.page.evaluate('document.documentElement.scrollWidth'), width);
	}
});

/** A proxy that forwards requests with other headers and below another path. */
async function rewritingProxy(
	place: string,
	added: Readonly<Record<string, string>>,
	rewrite = (path: string): string => path,
): Promise<AsyncDisposable & {readonly place: string}> {
	const [host, port] = place.split(':');
	const options = ({method, url = '', headers}: IncomingMessage) => ({
		...{host, port, method, path: rewrite(url), agent: false as const},
		headers: {...headers, 'x-forwarded-host': headers.host, ...added},
	});
	const proxy = createServer((incoming, response) => {
		const outgoing = request(options(incoming), answer => {
			response.writeHead(answer.statusCode ?? 0, answer.headers);
			answer.pipe(response);
		});
		outgoing.on('error', () => response.destroy());
		incoming.pipe(outgoing);
	});
	proxy.on('upgrade', (incoming, near) => {
		near.on('error', () => undefined);
		const outgoing = request(options(incoming));
		const head = ({statusCode, statusMessage, rawHeaders}: IncomingMessage) =>
			`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${rawHeaders.map((text, at) => text + (at % 2 === 0 ? ': ' : '\r\n')).join('')}\r\n`;
		outgoing.on('upgrade', (answer, far) => {
			near.write(head(answer));
			far.pipe(near).pipe(far);
			far.on('error', () => near.destroy());
			near.on('error', () => far.destroy());
			near.on('close', () => far.destroy());
		});
		outgoing.on('response', answer => {
			near.write(head(answer));
			answer.pipe(near);
		});
		outgoing.on('error', () => near.destroy());
		outgoing.end();
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	return {
		place: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
		async [Symbol.asyncDispose]() {
			proxy.closeAllConnections();
			proxy.close();
		},
	};
}
test('on a small screen, names are truncated and numbers are not', options, async () => {
	await using server = await serve();
	const list = [
		processOf(7, {name: 'a-name-that-is-longer-than-any-telephone', user: 'somebody-else', cpuPercent: 12_800}),
	];
	const processes = {
		total: 1,
		running: 1,
		sleeping: 0,
		stopped: 0,
		zombie: 0,
		threads: 1,
		unreadable: undefined,
		blocked: undefined,
		ended: undefined,
		list,
	};
	server.publish(0, sampleAt(0, {processes: ok(processes)}, 1));
	await using visited = await visit(`http://${server.place}/`, {width: 320, height: 640});
	const {page} = visited;
	await shows(page, '#processes .number', '12800.0 %');
	const cut = 'td => td.scrollWidth > td.clientWidth ? [td.textContent] : []';
	const overflowing = await page.evaluate(`[...document.querySelectorAll('#processes td')].flatMap(${cut})`);
	assert.deepEqual(overflowing, ['a-name-that-is-longer-than-any-telephone', 'somebody-else']);
});
