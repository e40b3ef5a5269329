import {existsSync} from 'node:fs';
import {type Browser, chromium} from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Why a test that needs a browser cannot run here, or `false`. */
export const noBrowser = executablePath === undefined ? 'Chromium is not installed' : false;

/** Chromium without a window. It asks nobody on the Internet for anything. */
export async function launchBrowser(): Promise<Browser> {
	if (executablePath === undefined) {
		throw new Error('Chromium is not installed');
	}

	return chromium.launch({
		executablePath,
		args: [
			...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
			...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
		],
	});
}
