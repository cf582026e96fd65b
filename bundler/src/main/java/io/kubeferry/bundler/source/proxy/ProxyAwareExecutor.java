package io.kubeferry.bundler.source.proxy;

import io.kubeferry.bundler.source.retry.Refusal;
import io.kubeferry.bundler.source.retry.TemporaryTrouble;
import java.io.IOException;
import java.util.Optional;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Keeps a proxy's refusal to reach a host from being taken for that host's own answer: the library hands it on as if it were
 * one, and a redirection or a challenge in it would be followed.
 */
public final class ProxyAwareExecutor extends HttpRequestExecutor {
    @Override
    public HttpResponse execute(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        HttpResponse response = super.execute(request, connection, context);
        int status = response.getStatusLine().getStatusCode();
        // 407 is the library's to answer, with the credentials of the proxy's URL.
        if (!request.getRequestLine().getMethod().equals("CONNECT") || status / 100 == 2 || status == 407) {
            return response;
        }
        String what = "the proxy answered " + status + " when asked for "
                + request.getRequestLine().getUri();
        if (status == 408 || status == 429 || status >= 500) {
            throw new TemporaryTrouble(what, Optional.empty());
        }
        throw new Refusal(what, "have the proxy allow this host, or name a mirror that it allows in the spec");
    }
}
