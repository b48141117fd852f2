#!/usr/bin/env bash
# nginx 1.22.1-9+deb12u11, Apache 2.4.71-1~deb12u1, HAProxy 2.6.12-1+deb12u4 and Caddy 2.6.2-5 (Debian 12) in front of an API whose answers have an
# ETag, each told to compress JSON.
#
# One would guess: a client that sends the ETag it was given back as If-Match makes the API see its own ETag.
# Seen: only without compression, or behind this Caddy. Of "3", nginx and HAProxy make W/"3", and Apache makes "3-gzip"; none of them undoes it on the
# way in. By the letter of HTTP a weak ETag never satisfies If-Match, and "3-gzip" is another's: whoever saves what he has just read is told that
# somebody else was faster, each time. As browsers ask for compression and curl doesn't, a test with curl finds nothing.
#
# nginx's changelog says that it weakens the tag, and some frameworks undo that for If-None-Match; of If-Match little is said.
#
# For Sublarr: If-Match is read as these write it. What stands in it is a number of Sublarr's own, which no proxy's addition can make another.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .

cat >api.cjs <<'CODE'
// Answers with a version, and lets only who names it save.
require("node:http").createServer((request, response) => {
    const told = request.headers["if-match"] ?? "nothing";
    response.writeHead(request.method === "GET" || told === '"3"' ? 200 : 412, { "Content-Type": "application/json", ETag: '"3"', "X-Told": told });
    response.end(JSON.stringify({ text: "x".repeat(2000) }));
}).listen(9310, "127.0.0.1");
CODE
cat >ask.cjs <<'CODE'
(async () => {
    for (const [name, port] of [["no proxy", 9310], ["nginx", 9311], ["Apache", 9312], ["HAProxy", 9313], ["Caddy", 9314]]) {
        for (const coding of ["identity", "gzip"]) {
            const ask = (method, headers) => fetch(`http://127.0.0.1:${port}/`, { method, headers: { "Accept-Encoding": coding, ...headers } });
            const tag = (await ask("GET")).headers.get("etag");
            const saved = await ask("PUT", { "If-Match": tag });
            console.log(`${name}, ${coding}: ETag ${tag}; If-Match reaches the API as ${saved.headers.get("x-told")}: ${saved.status}`);
        }
    }
})();
CODE
cat >nginx.conf <<CONF
daemon off;
master_process off;
pid $PWD/nginx.pid;
events { }
http {
    access_log off;
    client_body_temp_path $PWD/1; proxy_temp_path $PWD/2; fastcgi_temp_path $PWD/3; uwsgi_temp_path $PWD/4; scgi_temp_path $PWD/5;
    gzip on;
    gzip_types application/json;
    server { listen 127.0.0.1:9311; location / { proxy_pass http://127.0.0.1:9310; } }
}
CONF
cat >apache.conf <<CONF
ServerName localhost
ServerRoot $PWD
PidFile $PWD/apache.pid
ErrorLog $PWD/apache.log
Listen 127.0.0.1:9312
$(for module in mpm_event proxy proxy_http filter deflate authz_core; do echo "LoadModule ${module}_module $PWD/debian/usr/lib/apache2/modules/mod_$module.so"; done)
User nobody
Group nogroup
ProxyPass / http://127.0.0.1:9310/
AddOutputFilterByType DEFLATE application/json
CONF
cat >haproxy.cfg <<'CONF'
defaults
    mode http
    timeout connect 5s
    timeout client 5s
    timeout server 5s
listen proxy
    bind 127.0.0.1:9313
    compression algo gzip
    compression type application/json
    server api 127.0.0.1:9310
CONF
printf '{\n\tadmin off\n\tauto_https off\n}\nhttp://127.0.0.1:9314 {\n\tencode gzip\n\treverse_proxy 127.0.0.1:9310\n}\n' >Caddyfile

# The packages and what they need beyond this machine's, for this folder alone.
debian() {
  mkdir -p debian/partial
  apt-get install --download-only --reinstall --no-install-recommends -qq -y -o Dir::Cache::archives="$PWD/debian" -o Debug::NoLocking=1 -o APT::Sandbox::User=root "$@" >/dev/null
  for package in debian/*.deb; do dpkg-deb -x "$package" debian; done
  export PATH="$PWD/debian/usr/bin:$PWD/debian/usr/sbin:$PATH" LD_LIBRARY_PATH="$PWD/debian/usr/lib/x86_64-linux-gnu"
}

debian nginx=1.22.1-9+deb12u11 apache2-bin=2.4.71-1~deb12u1 haproxy=2.6.12-1+deb12u4 caddy=2.6.2-5
node api.cjs &
nginx -c "$PWD/nginx.conf" -e "$PWD/nginx.log" &
apache2 -f "$PWD/apache.conf" -X &
haproxy -f haproxy.cfg -db >haproxy.log 2>&1 &
HOME=$PWD caddy run --config Caddyfile --adapter caddyfile 2>caddy.log &
for port in 9310 9311 9312 9313 9314; do
  for try in {1..100}; do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break || sleep 0.1; done
done

node ask.cjs | tee seen
diff seen - <<'EXPECTED'
no proxy, identity: ETag "3"; If-Match reaches the API as "3": 200
no proxy, gzip: ETag "3"; If-Match reaches the API as "3": 200
nginx, identity: ETag "3"; If-Match reaches the API as "3": 200
nginx, gzip: ETag W/"3"; If-Match reaches the API as W/"3": 412
Apache, identity: ETag "3"; If-Match reaches the API as "3": 200
Apache, gzip: ETag "3-gzip"; If-Match reaches the API as "3-gzip": 412
HAProxy, identity: ETag "3"; If-Match reaches the API as "3": 200
HAProxy, gzip: ETag W/"3"; If-Match reaches the API as W/"3": 412
Caddy, identity: ETag "3"; If-Match reaches the API as "3": 200
Caddy, gzip: ETag "3"; If-Match reaches the API as "3": 200
EXPECTED
echo "As found."
