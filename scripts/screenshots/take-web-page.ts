/**
Takes the picture of the web page: serves this machine on a free port and opens the page in Chromium.

    node --import=tsx scripts/screenshots/take-web-page.ts [SECONDS]

It shows the name and processes of this machine; take.ts shows how to replace them.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {createMonitor} from '../../source/create-monitor.js';
import {startServer} from '../../source/server/start-server.js';
import {launchBrowser} from '../../test/helpers/browser.js';

const [seconds = '60'] = process.argv.slice(2);
const scheme = {colorScheme: 'dark', viewport: {width: 1100, height: 760}, deviceScaleFactor: 1.5} as const;

const monitor = await createMonitor();
await using server = await startServer(monitor.store, {
	host: '127.0.0.1',
	port: 0,
	maxClients: 10,
	compress: false,
	token: undefined,
	tokenFile: undefined,
	auth: true,
	allowHosts: [],
	allowOrigins: [],
	trustProxy: false,
	tlsCert: undefined,
	tlsKey: undefined,
});
const ending = new AbortController();
const running = monitor.run(ending.signal);
const browser = await launchBrowser();
const page = await browser.newPage(scheme);
await page.goto(server.state.getState().address ?? '');
await page.locator('#link.live').waitFor();
await sleep(Number(seconds) * 1000);
await page.screenshot({path: fileURLToPath(new URL('../../screenshots/web.png', import.meta.url)), fullPage: true});
await browser.close();
ending.abort();
await running;
