// The live page. Whatever comes from the machine is shown by textContent alone: names may hold anything.

const $ = id => document.getElementById(id);

const span = 5 * 60 * 1000;
const absent = '--';
const tokenKey = 'mon-tui-token';

/** The token comes in the fragment, which no browser sends; it is taken out of the address bar at once. */
function readToken() {
	const given = new URLSearchParams(location.hash.slice(1)).get('token');
	if (given) {
		sessionStorage.setItem(tokenKey, given);
		history.replaceState(null, '', location.pathname);
	}

	return sessionStorage.getItem(tokenKey);
}

function base64url(text) {
	const bytes = String.fromCharCode(...new TextEncoder().encode(text));
	return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

// --- texts

function bytes(value) {
	if (typeof value !== 'number') {
		return absent;
	}

	const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
	let power = 0;
	let rest = value;
	while (rest >= 1024 && power < units.length - 1) {
		rest /= 1024;
		power += 1;
	}

	return `${rest.toFixed(rest < 10 && power > 0 ? 1 : 0)} ${units[power]}`;
}

const rate = value => (typeof value === 'number' ? `${bytes(value)}/s` : absent);
const percent = value => (typeof value === 'number' ? `${value.toFixed(1)} %` : absent);
const celsius = value => (typeof value === 'number' ? `${value.toFixed(0)} °C` : undefined);
const joined = (...parts) => parts.filter(part => part !== undefined && part !== null && part !== '').join(' · ');

function duration(ms) {
	const minutes = Math.floor(ms / 60_000);
	const hours = Math.floor(minutes / 60);
	const days = Math.floor(hours / 24);
	return days > 0 ? `${days} d ${hours % 24} h` : hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

// --- elements

function element(name, className, text) {
	const made = document.createElement(name);
	made.className = className ?? '';
	made.textContent = text ?? '';
	return made;
}

function bar(label, share, text, {warning = 80, critical = 90} = {}) {
	const level = share >= critical ? ' critical' : share >= warning ? ' warning' : '';
	const fill = element('div', `fill${level}`);
	fill.style.width = `${Math.min(100, Math.max(0, share ?? 0))}%`;
	const track = element('div', 'track');
	track.append(fill);
	const whole = element('div', 'bar');
	whole.append(element('span', '', label), element('span', '', text), track);
	return whole;
}

// --- graphs

/** `[time, …values]` of the last five minutes; `null` is a gap. */
let points = [];

function remember(point) {
	const newest = points.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
	if (point[0] > newest) {
		points.push(point);
		points = points.filter(([time]) => time > point[0] - span);
	}
}

function draw(id, columns, top) {
	const now = points.at(-1)?.[0] ?? 0;
	const paths = columns.map(column => {
		let path = '';
		let isDown = false;
		for (const point of points) {
			const value = point[column];
			const isKnown = typeof value === 'number';
			if (isKnown) {
				const x = 300 - ((now - point[0]) / span) * 300;
				const y = 99 - (Math.min(value, top) / top) * 97;
				path += `${isDown ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
			}

			isDown = isKnown;
		}

		const made = document.createElementNS('http://www.w3.org/2000/svg', 'path');
		made.setAttribute('d', path);
		return made;
	});
	$(id).replaceChildren(...paths);
}

function drawGraphs() {
	draw('cpu-graph', [1], 100);
	draw('memory-graph', [2], 100);
	draw(
		'network-graph',
		[3, 4],
		Math.max(1024, ...points.flatMap(([, , , received, sent]) => [received ?? 0, sent ?? 0])),
	);
}

// --- messages

let boot;
let staleAfter = 25_000;

function showConnection({host, server_version: version, interval}) {
	$('host').textContent = host?.hostname ?? location.hostname;
	document.title = `${host?.hostname ?? location.hostname} – mon-tui`;
	boot = host ? Date.parse(host.boot_time) : undefined;
	$('facts').dataset.host = joined(host?.os, host?.arch, `mon-tui ${version}`);
	staleAfter = interval * 3000 + 20_000;
}

function showHistory({columns, rows}) {
	const places = ['t', 'processor.usage_percent', 'memory.percentage', 'network.receive_rate', 'network.send_rate'].map(
		name => columns.indexOf(name),
	);
	// The first snapshot may have come before.
	const later = points.filter(([time]) => !(time <= rows.at(-1)?.[places[0]]));
	points = [...rows.map(row => places.map(place => row[place])), ...later];
	drawGraphs();
}

function showData({t, interval, data, alerts = []}) {
	staleAfter = interval * 3000 + 20_000;
	const {processor, memory, load, network, disks, disk_io: io, gpu, processes} = data;
	$('facts').textContent = joined($('facts').dataset.host, boot && `up ${duration(t - boot)}`);

	$('cpu').textContent = percent(processor?.usage_percent);
	$('cpu-note').textContent = joined(
		processor?.model,
		celsius(processor?.temperature),
		load && `load ${[load.load1, load.load5, load.load15].map(value => value.toFixed(2)).join(' ')}`,
	);
	const cores = processor?.per_core_usage ?? [];
	$('cores').replaceChildren(
		...cores.map((share, core) => bar(String(core), share, percent(share), {warning: 101, critical: 101})),
	);

	$('memory').textContent = percent(memory?.percentage);
	const {swap} = memory ?? {};
	$('memory-bars').replaceChildren(
		...(memory ? [bar('Memory', memory.percentage, `${bytes(memory.used)} of ${bytes(memory.total)}`)] : []),
		...(swap?.total > 0 ? [bar('Swap', swap.percentage, `${bytes(swap.used)} of ${bytes(swap.total)}`)] : []),
	);

	$('received').textContent = rate(network?.receive_rate);
	$('sent').textContent = rate(network?.send_rate);
	$('network-note').textContent = joined(
		...(network?.interfaces ?? []).filter(({physical}) => physical).map(({name}) => name),
	);

	$('disks').replaceChildren(
		...(disks ?? []).map(disk =>
			bar(disk.path, disk.percentage, disk.error ?? `${bytes(disk.free)} free of ${bytes(disk.total)}`, {
				warning: 85,
				critical: 95,
			}),
		),
	);
	$('disks-note').textContent = io ? `read ${rate(io.read_rate)} · write ${rate(io.write_rate)}` : '';

	$('gpu-section').hidden = !gpu?.gpus.length;
	$('gpus').replaceChildren(
		...(gpu?.gpus ?? []).flatMap(card => [
			bar(card.name, card.gpu_usage_percent, joined(percent(card.gpu_usage_percent), celsius(card.temperature)), {
				warning: 101,
				critical: 101,
			}),
			bar(
				'Memory',
				(card.memory_used / card.memory_total) * 100,
				`${bytes(card.memory_used)} of ${bytes(card.memory_total)}`,
			),
		]),
	);

	$('processes-section').hidden = !processes?.top?.length;
	$('processes').replaceChildren(
		...(processes?.top ?? []).map(process => {
			const row = element('tr');
			row.append(
				element('td', '', process.name),
				element('td', '', process.user ?? absent),
				element('td', 'number', percent(process.cpu_percent)),
				element('td', 'number', bytes(process.memory)),
			);
			return row;
		}),
	);

	$('alerts').replaceChildren(...alerts.map(({level, message}) => element('li', level.toLowerCase(), message)));

	remember([t, processor?.usage_percent, memory?.percentage, network?.receive_rate, network?.send_rate]);
	drawGraphs();
}

// --- connection

let attempts = 0;
let patience;

function showLink(className, text) {
	$('link').className = className;
	$('link').textContent = text;
	document.querySelector('main').classList.toggle('stale', className !== 'live');
}

function connect() {
	const token = readToken();
	const url = new URL(location.pathname, location.href);
	url.protocol = url.protocol.replace('http', 'ws');
	const socket = new WebSocket(url, token ? ['mon-tui.v1', `bearer.${base64url(token)}`] : ['mon-tui.v1']);
	let isOpen = false;

	const expectData = () => {
		clearTimeout(patience);
		patience = setTimeout(() => socket.close(), staleAfter);
	};

	expectData();
	socket.onopen = () => {
		isOpen = true;
		$('login').hidden = true;
		socket.send(
			JSON.stringify({type: 'subscribe', interval: 1, format: 'compact', history: {seconds: 300, points: 300}}),
		);
	};
	socket.onmessage = ({data}) => {
		const message = JSON.parse(data);
		switch (message.type) {
			case 'connection':
				showConnection(message);
				break;
			case 'history':
				showHistory(message);
				break;
			case 'monitoring_data':
				attempts = 0;
				expectData();
				showLink('live', 'live');
				showData(message);
				break;
		}
	};
	socket.onclose = async () => {
		clearTimeout(patience);
		if (!isOpen && (await needsToken(token))) {
			showLink('lost', token ? 'the token is not right' : 'a token is needed');
			$('login').hidden = false;
			return;
		}

		// Full jitter, so that many pages do not come back at the same moment.
		attempts += 1;
		const wait = 1000 + Math.random() * Math.min(29_000, 1000 * 2 ** attempts);
		showLink('lost', `connection lost, again in ${Math.round(wait / 1000)} s`);
		setTimeout(connect, wait);
	};
}

/** A browser does not tell why a WebSocket was refused. */
async function needsToken(token) {
	try {
		const {status} = await fetch('api/v1/status', token ? {headers: {Authorization: `Bearer ${token}`}} : {});
		return status === 401;
	} catch {
		return false;
	}
}

$('login').onsubmit = event => {
	event.preventDefault();
	sessionStorage.setItem(tokenKey, $('token').value.trim());
	$('token').value = '';
	showLink('', 'connecting');
	connect();
};

addEventListener('hashchange', () => {
	if (!$('login').hidden && readToken()) {
		connect();
	}
});

connect();
