import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parsePrettyName} from '../../../source/metrics/linux/os-release.js';

const rows = [
	{
		title: 'typical',
		text: 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n',
		expected: 'Debian GNU/Linux 12 (bookworm)',
	},
	{title: 'single quotes', text: "PRETTY_NAME='Void Linux'\n", expected: 'Void Linux'},
	{title: 'no quotes', text: 'PRETTY_NAME=Alpine\n', expected: 'Alpine'},
	{title: 'escaped characters', text: 'PRETTY_NAME="The \\"Fast\\" Linux \\$1"\n', expected: 'The "Fast" Linux $1'},
	{title: 'Windows line ends', text: 'PRETTY_NAME="Odd Linux"\r\nID=odd\r\n', expected: 'Odd Linux'},
	{title: 'the name is empty', text: 'PRETTY_NAME=""\n', expected: 'Linux'},
	{title: 'no name', text: 'ID=scratch\n', expected: 'Linux'},
	{title: 'empty', text: '', expected: 'Linux'},
];

for (const {title, text, expected} of rows) {
	test(`the name of the distribution: ${title}`, () => {
		assert.equal(parsePrettyName(text), expected);
	});
}
