import assert from 'node:assert/strict';
import {test} from 'node:test';
import {backgroundOfEnvironment, backgroundOfReply} from '../../../source/ui/theme/background.js';

test('a reply of the terminal names its background, with any number of digits and any end', () => {
	for (const [color, background] of [
		['rgb:0000/0000/0000', 'dark'],
		['rgb:1e1e/1e1e/2e2e', 'dark'],
		['rgb:00/2b/36', 'dark'],
		['rgb:ffff/ffff/ffff', 'light'],
		['rgb:fd/f6/e3', 'light'],
		['rgb:f/f/f', 'light'],
		['rgba:ffff/ffff/ffff/cccc', 'light'],
		['#fdf6e3', 'light'],
		['#1e1e1e', 'dark'],
		['rgb:8080/8080/8080', 'light'],
	] as const) {
		assert.equal(backgroundOfReply(`\u001B]11;${color}\u0007`), background, color);
		assert.equal(backgroundOfReply(`\u001B]11;${color}\u001B\\`), background, color);
	}
});

test('other replies and nonsense name none', () => {
	for (const reply of [
		'\u001B]10;rgb:ffff/ffff/ffff\u0007',
		'\u001B]11;?\u0007',
		'\u001B]11;rgb:ffff/ffff\u0007',
		'\u001B]11;rgb:gg/gg/gg\u0007',
		'\u001B]11;\u0007',
		'\u001B[?62c',
		'',
	]) {
		assert.equal(backgroundOfReply(reply), undefined, JSON.stringify(reply));
	}
});

test('COLORFGBG names the background last', () => {
	for (const [COLORFGBG, background] of [
		['15;0', 'dark'],
		['0;15', 'light'],
		['0;default;15', 'light'],
		['0;7', 'light'],
		['7;8', 'dark'],
		['15;default', undefined],
		['15', undefined],
		['', undefined],
		['0;99', undefined],
		['x;y', undefined],
	] as const) {
		assert.equal(backgroundOfEnvironment({COLORFGBG}), background, COLORFGBG);
	}

	assert.equal(backgroundOfEnvironment({}), undefined);
});
