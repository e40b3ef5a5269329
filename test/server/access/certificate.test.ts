import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {get} from 'node:https';
import {test} from 'node:test';
import {expiryProblem} from '../../../source/server/access/certificate.js';
import {selfSignedCertificate} from '../../helpers/certificate.js';
import {serve} from '../../helpers/serve.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.UTC(2026, 0, 4, 12);

const cases: ReadonlyArray<readonly [name: string, from: number, to: number, problem: string | undefined]> = [
	['of 90 days, 31 days before its end', -59, 31, undefined],
	['of 90 days, 13 days before its end', -77, 13.5, 'the certificate expires in 13 days, on 2026-01-18'],
	['of six days, four days before its end', -2, 4, undefined],
	['of six days, a day and a half before its end', -4.5, 1.5, 'the certificate expires in 36 h, on 2026-01-06'],
	['in its last minute', -5, 0.0005, 'the certificate expires in 1 h, on 2026-01-04'],
	['that has expired', -90, -1, 'the certificate expired on 2026-01-03: clients reject it'],
	['that is not valid yet', 1, 90, 'the certificate is not valid before 2026-01-05: clients reject it'],
];

for (const [name, from, to, problem] of cases) {
	test(`a certificate ${name}: ${problem ?? 'no problem'}`, () => {
		assert.equal(expiryProblem({fromMs: nowMs + from * dayMs, toMs: nowMs + to * dayMs}, nowMs), problem);
	});
}

test('an expired certificate causes a warning at the start, a problem and a metric until it is renewed', async () => {
	using directory = temporaryDirectory();
	const files = {tlsCert: directory.file('cert.pem'), tlsKey: directory.file('key.pem')};
	const write = ({cert, key}: ReturnType<typeof selfSignedCertificate>): void => {
		writeFileSync(files.tlsCert, cert);
		writeFileSync(files.tlsKey, key);
	};

	const toMs = Math.floor(Date.now() / 1000) * 1000 - dayMs;
	const old = selfSignedCertificate({fromMs: toMs - 90 * dayMs, toMs});
	const good = selfSignedCertificate({toMs: Date.now() + 90 * dayMs});
	// The chain expires with its first certificate.
	write({...good, cert: good.cert + old.cert});
	const problems = new Map<string, string | undefined>();
	await using server = await serve({...files, report: (area, message) => problems.set(area, message)});
	server.publish(0);
	assert.match(server.server.warnings.join(), /^the certificate expired on \d{4}-\d\d-\d\d: clients reject it$/);
	assert.equal(problems.get('certificate expiry'), server.server.warnings[0]);
	assert.match(await metrics(server.place), new RegExp(`^montui_tls_certificate_expiry_seconds ${toMs / 1000}$`, 'm'));

	write(good);
	await server.server.reloadCertificate();
	assert.equal(problems.get('certificate expiry'), undefined);
	const [, expiry] = /^montui_tls_certificate_expiry_seconds (\d+)$/m.exec(await metrics(server.place)) ?? [];
	assert.ok(Number(expiry) * 1000 > Date.now() + 80 * dayMs);
});

test('a server without TLS reports no certificate expiry', async () => {
	await using server = await serve();
	server.publish(0);
	const text = await (await fetch(`http://${server.place}/metrics`)).text();
	assert.doesNotMatch(text, /certificate/);
});

async function metrics(place: string): Promise<string> {
	return new Promise((resolve, reject) => {
		get(`https://${place}/metrics`, {rejectUnauthorized: false, agent: false}, async response => {
			let text = '';
			for await (const chunk of response) {
				text += chunk;
			}

			resolve(text);
		}).on('error', reject);
	});
}
