package io.storyportal.qa.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What no file and no method may outgrow. */
@Tag("arch")
class SizeTest {

    private static final int FILE = 400;
    private static final int METHOD = 40;
    private static final int CONTROLLER = 150;

    @Test
    void noFileIsLongerThan400LinesAndNoControllerThan150() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : Repository.sources()) {
            int lines = Repository.lines(file).size();
            int limit = file.toString().endsWith("Controller.java") ? CONTROLLER : FILE;
            if (lines > limit) {
                tooLong.add(Repository.ROOT.relativize(file) + ": " + lines + " lines, limit " + limit);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsLongerThan40Lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, diagnostic -> {}, null, null, files.getJavaFileObjectsFromPaths(Repository.sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodLengths(unit, positions, tooLong).scan(unit, null);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static final class MethodLengths extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> tooLong;

        MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                LineMap map = unit.getLineMap();
                long lines = map.getLineNumber(positions.getEndPosition(unit, method.getBody()))
                        - map.getLineNumber(positions.getStartPosition(unit, method.getBody()))
                        + 1;
                if (lines > METHOD) {
                    Path file = Path.of(unit.getSourceFile().toUri());
                    tooLong.add(Repository.ROOT.relativize(file) + " " + method.getName() + ": " + lines + " lines");
                }
            }
            return super.visitMethod(method, nothing);
        }
    }
}
