// The live page. All data of the machine is set with textContent, because names may contain markup.

const $ = id => document.getElementById(id);

const span = 5 * 60 * 1000;
const absent = '--';
const tokenKey = 'mon-tui-token';

/** Reads the token from the fragment, which browsers do not send, and removes it from the address bar. */
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
	const seconds = Math.floor(ms / 1000);
	const minutes = Math.floor(seconds / 60);
	const hours = Math.floor(minutes / 60);
	const days = Math.floor(hours / 24);
	return days > 0
		? `${days} d ${hours % 24} h`
		: hours > 0
			? `${hours} h ${minutes % 60} min`
			: minutes > 0
				? `${minutes} min`
				: `${seconds} s`;
}

// --- elements

function element(name, className, text) {
	const created = document.createElement(name);
	created.className = className ?? '';
	created.textContent = text ?? '';
	return created;
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

/** `[time, …values]`, oldest first. Times are by the clock of this page, because the clock of the server may change. */
let points = [];
/** The difference between the clock of this page and that of the server. */
let clockOffset = 0;
let interval = 1000;

const now = () => performance.timeOrigin + performance.now();

/** Replaces the points of the same period; earlier and later points are kept. */
function merge(added) {
	const [first, last] = [added[0]?.[0], added.at(-1)?.[0]];
	points = [...points.filter(([time]) => time < first), ...added, ...points.filter(([time]) => time > last)];
	const newest = points.at(-1)?.[0];
	points = points.filter(([time]) => time > newest - span);
}

function draw(id, columns, top) {
	const newest = points.at(-1)?.[0] ?? 0;
	const paths = columns.map(column => {
		let path = '';
		let drawnTo;
		for (const point of points) {
			const value = point[column];
			if (typeof value === 'number') {
				const x = 300 - ((newest - point[0]) / span) * 300;
				const y = 99 - (Math.min(value, top) / top) * 97;
				path += `${point[0] - drawnTo < 3.5 * interval ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
				drawnTo = point[0];
			} else {
				drawnTo = undefined;
			}
		}

		const created = document.createElementNS('http://www.w3.org/2000/svg', 'path');
		created.setAttribute('d', path);
		return created;
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

// --- alerts

const signs = {CRITICAL: '✖', WARNING: '▲'};
const colors = {CRITICAL: '#ff6b6b', WARNING: '#f0b429', undefined: '#3ecf8e'};
let hostname = location.hostname;
let alertCount = 0;

/** Keeps the item of an alert while its level is unchanged, so that screen readers announce only new items. */
function showAlerts(alerts) {
	const shown = new Map([...$('alerts').children].map(item => [item.dataset.key, item]));
	const items = alerts.map(({id, level, message, since, duration: seconds}) => {
		const key = `${level} ${id}`;
		const item = shown.get(key) ?? element('li', level.toLowerCase());
		if (!item.dataset.key) {
			item.dataset.key = key;
			item.append(element('strong', '', `${signs[level]} ${level}`), element('span'), element('time'));
			item.lastChild.setAttribute('aria-live', 'off');
		}

		const [, text, time] = item.children;
		// Setting the same text would be announced again.
		if (text.textContent !== message) {
			text.textContent = message;
		}

		time.textContent = `for ${duration(seconds * 1000)}, since ${new Date(since).toLocaleTimeString()}`;
		return item;
	});
	for (const item of shown.values()) {
		if (!items.includes(item)) {
			item.remove();
		}
	}

	items.forEach((item, place) => {
		if ($('alerts').children[place] !== item) {
			$('alerts').insertBefore(item, $('alerts').children[place] ?? null);
		}
	});
	alertCount = alerts.length;
	const worst = ['CRITICAL', 'WARNING'].find(level => alerts.some(alert => alert.level === level));
	showTitle(signs[worst]);
	const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#171b21"/><path d="M2 11h3l2-6 3 8 2-5h2" fill="none" stroke="${colors[worst]}" stroke-width="1.5"/></svg>`;
	document.querySelector('link[rel=icon]').href = `data:image/svg+xml,${encodeURIComponent(icon)}`;
}

let titleSign;

function showTitle(sign = titleSign) {
	titleSign = sign;
	const isLive = $('link').className === 'live';
	const count = alertCount > 0 ? `(${sign}${alertCount}) ` : '';
	document.title = `${isLive ? '' : '… '}${count}${hostname} – mon-tui`;
}

// --- messages

let boot;

function showConnection({host, server_version: version, interval: seconds}) {
	hostname = host?.hostname ?? location.hostname;
	$('host').textContent = hostname;
	boot = host ? Date.parse(host.boot_time) : undefined;
	$('facts').dataset.host = joined(host?.os, host?.arch, `mon-tui ${version}`);
	interval = Math.max(1000, seconds * 1000);
}

function showHistory({columns, rows}) {
	const places = ['t', 'processor.usage_percent', 'memory.percentage', 'network.receive_rate', 'network.send_rate'].map(
		name => columns.indexOf(name),
	);
	merge(
		rows.map(row => {
			const [time, ...values] = places.map(place => row[place]);
			return [time + clockOffset, ...values];
		}),
	);
	drawGraphs();
}

/** Shows the worst findings in one line. A server that does not diagnose sends none. */
function showVerdict(findings) {
	const serious = (findings ?? []).filter(({severity}) => severity !== 'note');
	const sentences = serious.map(({sentence}) => sentence);
	$('verdict').className = serious[0]?.severity ?? '';
	$('verdict').textContent = serious.length > 0 ? joined(...sentences) : findings ? 'Nothing is wrong.' : '';
	$('verdict').title = sentences.join('\n');
}

function showData({t, interval: seconds, data, alerts = [], findings}) {
	interval = Math.max(1000, seconds * 1000);
	clockOffset = now() - t;
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
		...cores.map((share, core) =>
			bar(String(core), share, `${share?.toFixed(0) ?? absent} %`, {warning: 101, critical: 101}),
		),
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
		...(gpu?.gpus ?? []).flatMap(device => [
			bar(
				device.name,
				device.gpu_usage_percent,
				device.error ?? joined(percent(device.gpu_usage_percent), celsius(device.temperature)),
				{
					warning: 101,
					critical: 101,
				},
			),
			bar(
				'Memory',
				(device.memory_used / device.memory_total) * 100,
				`${bytes(device.memory_used)} of ${bytes(device.memory_total)}`,
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

	showVerdict(findings);
	showAlerts(alerts);
	merge([[now(), processor?.usage_percent, memory?.percentage, network?.receive_rate, network?.send_rate]]);
	drawGraphs();
}

// --- connection

let attempts = 0;
let silenceTimer;
/** When the data arrived: by the monotonic clock, and by the wall clock, which continues while the machine sleeps. */
let shown;

const age = () => Math.max(performance.now() - shown.mono, Date.now() - shown.wall);

function showLink(className, text) {
	if ($('link').textContent !== text) {
		$('link').className = className;
		$('link').textContent = text;
		document.querySelector('main').classList.toggle('stale', className !== 'live');
		showTitle();
	}
}

/** Marks the data as stale three intervals after it arrived, even if the connection is open. */
function showAge() {
	if (shown && $('link').className === 'live' && age() > 3 * interval + 1000) {
		showLink('stale', 'no new data');
	}

	const isOld = shown && $('link').className !== 'live';
	$('age').textContent = isOld ? `data is ${duration(age())} old` : '';
}

setInterval(showAge, 1000);

const tokenHeader = token => (token ? {Authorization: `Bearer ${token}`} : {});
const closeReasons = {
	1001: 'the server stopped',
	1008: 'the server refused the connection',
	1013: 'the server is full',
};

function connect() {
	const token = readToken();
	const url = new URL('.', document.baseURI);
	url.protocol = url.protocol.replace('http', 'ws');
	const socket = new WebSocket(url, token ? ['mon-tui.v1', `bearer.${base64url(token)}`] : ['mon-tui.v1']);
	let isOpen = false;

	const expectData = () => {
		clearTimeout(silenceTimer);
		silenceTimer = setTimeout(() => socket.close(), 3 * interval + 20_000);
	};

	const subscribe = () =>
		socket.readyState === WebSocket.OPEN &&
		socket.send(
			JSON.stringify({type: 'subscribe', interval: 1, format: 'compact', history: {seconds: 300, points: 300}}),
		);

	expectData();
	socket.onopen = () => {
		isOpen = true;
		$('login').hidden = true;
		subscribe();
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
				shown = {mono: performance.now(), wall: Date.now()};
				expectData();
				showLink('live', 'live');
				showData(message);
				showAge();
				break;
			case 'error':
				if (message.code === 'RATE_LIMITED') {
					setTimeout(subscribe, message.retry_after * 1000);
				}

				break;
		}
	};
	socket.onclose = async ({code}) => {
		clearTimeout(silenceTimer);
		const {status, reason = closeReasons[code], retryAfter = 0} = isOpen ? {} : await refusal(token);
		if (status === 401) {
			showLink('lost', token ? 'wrong token' : 'token required');
			$('login').hidden = false;
			return;
		}

		// Full jitter, so that many pages do not reconnect at the same time.
		attempts += 1;
		const wait = Math.max(retryAfter * 1000, 1000 + Math.random() * Math.min(29_000, 1000 * 2 ** attempts));
		showLink('lost', `connection lost${reason ? `: ${reason}` : ''}, retrying in ${Math.round(wait / 1000)} s`);
		setTimeout(connect, wait);
	};
}

/** Returns why the WebSocket was refused, which browsers do not report. OPTIONS sends an Origin like a WebSocket; GET does not. */
async function refusal(token) {
	try {
		const response = await fetch('api/v1/status', {method: 'OPTIONS', headers: tokenHeader(token)});
		const {error} = await response.json();
		return response.status === 405
			? {}
			: {status: response.status, reason: error.message, retryAfter: Number(response.headers.get('Retry-After'))};
	} catch {
		return {reason: 'no response'};
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
