// The headers that every answer has, and why.
#pragma once

#include <string_view>

namespace reprise::net {

// Content-Security-Policy: only our own scripts, styles, pictures and connections ('self' covers the WebSocket to the same
// host); no inline code; nobody frames us; what is broken is reported to us.
// The others: types are what we say, no address leaks with a link, no device that the product does not use, and the page
// shares its process with nobody. Camera and microphone stay allowed for ourselves: rooms carry sound and picture.
inline constexpr std::string_view security_headers =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; media-src 'self' blob:; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; report-uri /csp-report\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), "
    "usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

}  // namespace reprise::net
