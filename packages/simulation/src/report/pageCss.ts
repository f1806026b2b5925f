/**
 * How the page looks: in light and in dark, on a screen, on a narrow one and on paper. Colours agree with the
 * drawings'.
 */

const light =
  "--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--paper:#ffffff;--ground:#f6f8fa;--accent:#0b57d0;" +
  "--good:#116329;--bad:#b3261e;--mark:#fff4d6;--chip:#eaeef2"
const dark =
  "--ink:#e6edf3;--soft:#9aa6b2;--line:#30363d;--paper:#0d1117;--ground:#010409;--accent:#6cb0ff;" +
  "--good:#4cc38a;--bad:#ff8a80;--mark:#3a2f12;--chip:#21262d"

/** The page's own style sheet. */
export const pageCss = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;
  font-variant-numeric:tabular-nums}
main,header,footer{max-width:1200px;margin:0 auto;padding:0 20px}
header{padding-top:32px}
h1{font-size:26px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:19px;margin:40px 0 4px;padding-top:8px}
h3{font-size:15px;margin:20px 0 6px}
p{margin:6px 0;max-width:78ch}
a{color:var(--accent)}
.soft,.source{color:var(--soft)}
.source{margin:0 0 14px;overflow-wrap:anywhere}
.summary{font-size:17px;max-width:80ch;overflow-wrap:anywhere}
.summary b{white-space:nowrap}
nav{display:flex;flex-wrap:wrap;gap:4px 16px;margin:16px 0 0;padding:8px 0;
  border-block:1px solid var(--line);font-size:14px}
nav a{text-decoration:none}
nav a:hover,nav a:focus-visible{text-decoration:underline}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(175px,1fr));gap:12px;margin:14px 0}
.card{background:var(--paper);border:1px solid var(--line);border-radius:8px;font-size:13px}
.card summary{list-style:none;cursor:help;padding:12px 14px;border-radius:8px}
.card summary::-webkit-details-marker{display:none}
.card .name{display:block;color:var(--soft)}
.card .name::after{content:"?";display:inline-block;width:14px;margin-left:5px;border:1px solid var(--line);
  border-radius:50%;font-size:10px;line-height:12px;text-align:center}
.card .value{display:block;font-size:19px;font-weight:600;line-height:1.3}
.card p{margin:0;padding:0 14px 12px;color:var(--soft)}
.better{color:var(--good)}
.worse{color:var(--bad)}
.figures{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:12px;margin:14px 0}
.figure{background:var(--paper);border:1px solid var(--line);border-radius:8px;overflow-x:auto;margin:14px 0 0}
.figures .figure{margin:0}
.figure svg{display:block;width:100%}
.carton{max-width:720px}
table{border-collapse:collapse;font-size:14px;width:100%;background:var(--paper)}
th,td{text-align:left;padding:5px 10px;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;font-size:13px}
td{overflow-wrap:anywhere}
.number{text-align:right;white-space:nowrap}
.table{border:1px solid var(--line);border-radius:8px;overflow:auto;margin:12px 0;max-height:560px}
.table tr:last-child td{border-bottom:0}
.table thead th{position:sticky;top:0;background:var(--paper)}
.table details summary{cursor:pointer}
.plain{margin:8px 0;padding-left:20px}
.plain li{margin:3px 0;max-width:90ch;overflow-wrap:anywhere}
.verdict{display:inline-block;font-weight:600}
code{font:13px ui-monospace,SFMono-Regular,Menlo,monospace;background:var(--chip);padding:1px 5px;border-radius:4px;
  overflow-wrap:anywhere}
.explorer{display:grid;grid-template-columns:320px minmax(0,1fr);gap:12px;margin:14px 0;align-items:start}
.finder{display:grid;gap:8px;position:sticky;top:8px}
.finder label{display:grid;gap:2px;font-size:13px;color:var(--soft)}
.finder input,.finder select{font:inherit;font-size:14px;width:100%;padding:5px 8px;color:var(--ink);
  background:var(--paper);  border:1px solid var(--line);border-radius:6px}
.finder select[size]{padding:2px}
.finder option{padding:2px 6px;overflow:hidden;text-overflow:ellipsis}
:is(a,input,select,summary):focus-visible{outline:2px solid var(--accent);outline-offset:1px}
.story{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:14px 18px;min-height:300px}
.story h3{margin:0;font-size:18px;overflow-wrap:anywhere}
.outcome{font-weight:600}
.chips{display:flex;flex-wrap:wrap;gap:6px;margin:6px 0}
.chip{background:var(--chip);border-radius:10px;padding:0 9px;font-size:12.5px}
.steps{list-style:none;margin:12px 0 0;padding:0}
.step{display:grid;grid-template-columns:150px minmax(0,1fr);gap:0 14px;border-top:1px solid var(--line);padding:8px 0}
.step time{color:var(--soft);font-size:13px;padding-top:2px}
.step .cost{color:var(--soft);font-size:13px;white-space:nowrap;float:right;margin-left:12px;padding-top:1px}
.step ul{margin:2px 0 0;padding-left:18px;color:var(--soft);font-size:13.5px}
.step .said{overflow-wrap:anywhere}
.step li{overflow-wrap:anywhere}
.trouble .said{background:var(--mark);border-radius:4px;padding:1px 5px;margin-left:-5px;box-decoration-break:clone;
  -webkit-box-decoration-break:clone}
footer{padding-bottom:48px;color:var(--soft);font-size:14px}
@media (max-width:800px){
  .figures,.explorer{grid-template-columns:minmax(0,1fr)}
  .finder{position:static}
  .step{grid-template-columns:minmax(0,1fr)}
  .wide svg{min-width:900px}
}
@media print{
  :root{${light};--ground:#ffffff}
  body{font-size:12px}
  nav,.finder{display:none}
  .explorer{display:block}
  .card,.figure,.step,tr{break-inside:avoid}
  .table{max-height:none;overflow:visible}
  h2{break-after:avoid}
}
`
