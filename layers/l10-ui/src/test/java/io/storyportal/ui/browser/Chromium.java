package io.storyportal.ui.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's chromium, headless, driven by Playwright; nothing is downloaded. One for all tests of a JVM. */
final class Chromium {

    private static final Path PROGRAM = Path.of(System.getenv().getOrDefault("PORTAL_CHROMIUM", "/usr/bin/chromium"));
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Chromium() {}

    static Browser shared() {
        return Holder.BROWSER;
    }

    private static final class Holder {

        private static final Browser BROWSER = launch();

        private static Browser launch() {
            if (!Files.isExecutable(PROGRAM)) {
                throw new IllegalStateException(
                        "There is no chromium at " + PROGRAM + ": run ./portal setup, or set PORTAL_CHROMIUM");
            }
            // Pictures are for people to look at: none is worth waiting for a font that does not come.
            Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PW_TEST_SCREENSHOT_NO_FONTS_READY", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(PROGRAM)
                            .setArgs(FLAGS));
        }
    }
}
