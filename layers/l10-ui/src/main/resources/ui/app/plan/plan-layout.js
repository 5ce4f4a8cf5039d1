/**
 * Where each task of a plan stands in the drawing, and which chain of tasks decides how long the plan takes.
 * Pure geometry: no elements, no state. A plan is a DAG (L05 has validated that); should a cycle arrive all the
 * same, its tasks are put in the first column rather than looped over.
 */
const SWEEPS = 4;
const BEND = 8;
const TIP = 1;

/** Tasks by name, with `depends_on` resolved to the names that exist. */
export function nodesOf(tasks) {
  const names = new Map();
  tasks.forEach((task) => [task.name, task.id].filter(Boolean).forEach((key) => names.set(key, task.name)));
  return tasks.map((task) => ({ ...task, needs: [...new Set((task.depends_on ?? []).map((key) => names.get(key)).filter(Boolean))] }));
}

/** Column of each task: one behind the latest of what it needs. */
function depths(nodes) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const depth = new Map();
  const visit = (name, trail) => {
    if (depth.has(name)) return depth.get(name);
    if (trail.has(name)) return 0;
    const needs = byName.get(name).needs;
    const found = needs.length ? 1 + Math.max(...needs.map((need) => visit(need, new Set([...trail, name])))) : 0;
    depth.set(name, found);
    return found;
  };
  nodes.forEach(({ name }) => visit(name, new Set()));
  return depth;
}

/**
 * Columns of items, each ordered so that edges cross as little as a few barycentre sweeps can bring about. An edge
 * that spans several columns holds a narrow place (a "bend") in each it passes, so it never runs behind a box.
 */
function columns(nodes) {
  const depth = depths(nodes);
  const found = [];
  const before = new Map();
  const after = new Map();
  const put = (id, column, bend) => {
    (found[column] ??= []).push({ id, bend });
    before.set(id, []);
    after.set(id, []);
  };
  const tie = (from, to) => {
    after.get(from).push(to);
    before.get(to).push(from);
  };
  nodes.forEach(({ name }) => put(name, depth.get(name), false));
  const routes = nodes.flatMap(({ name, needs }) => needs.map((need) => ({ from: need, to: name, via: [] })));
  routes.forEach((route) => {
    let last = route.from;
    for (let column = depth.get(route.from) + 1; column < depth.get(route.to); column += 1) {
      const id = `${route.from} ${route.to} ${column}`;
      put(id, column, true);
      tie(last, id);
      route.via.push(id);
      last = id;
    }
    tie(last, route.to);
  });
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) order(found, sweep % 2 === 0 ? before : after);
  return { found, routes };
}

function order(found, neighbours) {
  const row = new Map(found.flatMap((column) => column.map(({ id }, index) => [id, (index + 0.5) / column.length])));
  const weight = ({ id }) => {
    const around = neighbours.get(id);
    return around.length ? around.reduce((sum, other) => sum + row.get(other), 0) / around.length : row.get(id);
  };
  found.forEach((column) => column.sort((a, b) => weight(a) - weight(b)));
}

/** Names on the longest chain by time spent; tasks that have not run weigh a little, so a new plan has one too. */
export function criticalPath(nodes, spent) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const best = new Map();
  const longest = (name, trail = new Set()) => {
    if (best.has(name) || trail.has(name)) return best.get(name) ?? { time: 0, chain: [] };
    const node = byName.get(name);
    const before = node.needs
      .map((need) => longest(need, new Set([...trail, name])))
      .reduce((a, b) => (b.time > a.time ? b : a), { time: 0, chain: [] });
    const found = { time: before.time + Math.max(1, spent(node) ?? 1), chain: [...before.chain, name] };
    best.set(name, found);
    return found;
  };
  const chains = nodes.map(({ name }) => longest(name));
  return new Set(chains.reduce((a, b) => (b.time > a.time ? b : a), { time: 0, chain: [] }).chain);
}

/** Boxes and edges of the drawing. `upright` stacks the columns downwards, for narrow screens. */
export function layout(tasks, { width, height, gap, lane, upright }) {
  const nodes = nodesOf(tasks);
  const { found, routes } = columns(nodes);
  const [along, across] = upright ? [height, width] : [width, height];
  const size = ({ bend }) => (bend ? BEND : across);
  const extent = (column) => column.reduce((sum, item) => sum + size(item), 0) + (column.length - 1) * lane;
  const breadth = Math.max(across, ...found.map(extent));
  const places = new Map();
  found.forEach((column, step) => {
    let cross = (breadth - extent(column)) / 2;
    column.forEach((item) => {
      places.set(item.id, { main: step * (along + gap), cross, size: size(item) });
      cross += size(item) + lane;
    });
  });
  const length = found.length * along + Math.max(0, found.length - 1) * gap;
  const turn = (main, cross) => (upright ? { x: cross, y: main } : { x: main, y: cross });
  const boxes = new Map(nodes.map(({ name }) => [name, turn(places.get(name).main, places.get(name).cross)]));
  const edges = routes.map((route) => ({ ...route, path: path(route, places, along, upright) }));
  return { nodes, boxes, edges, width: upright ? breadth : length, height: upright ? length : breadth };
}

/** A smooth line from the end of one box to the start of another, straight through the bends it holds. */
function path({ from, to, via }, places, along, upright) {
  const point = (main, cross) => (upright ? `${cross},${main}` : `${main},${cross}`);
  const middle = ({ cross, size }) => cross + size / 2;
  let at = { main: places.get(from).main + along, cross: middle(places.get(from)) };
  let drawn = `M${point(at.main, at.cross)}`;
  const curveTo = (main, cross) => {
    const bend = (main - at.main) / 2;
    drawn += ` C${point(at.main + bend, at.cross)} ${point(main - bend, cross)} ${point(main, cross)}`;
    at = { main, cross };
  };
  via.map((id) => places.get(id)).forEach((place) => {
    curveTo(place.main, middle(place));
    at = { main: place.main + along, cross: middle(place) };
    drawn += ` L${point(at.main, at.cross)}`;
  });
  curveTo(places.get(to).main - TIP, middle(places.get(to)));
  return drawn;
}
